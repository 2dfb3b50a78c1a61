package dev.shotwright.world.paint;

/** Arithmetic on colours 0xRRGGBB; shares are 0 to 256 where they are integers, else 0 to 1. */
final class Rgb {
    private Rgb() {}

    static int of(double red, double green, double blue) {
        return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
    }

    static int red(int colour) {
        return colour >> 16 & 0xff;
    }

    static int green(int colour) {
        return colour >> 8 & 0xff;
    }

    static int blue(int colour) {
        return colour & 0xff;
    }

    /** How opaque a colour 0xAARRGGBB is, 0 to 256. */
    static int opacity(int colour) {
        var alpha = colour >>> 24;
        return alpha + (alpha >> 7);
    }

    /** The colour on the way from one to another. */
    static int blend(int from, int to, int share) {
        var redBlue = from & 0xff00ff;
        redBlue += (((to & 0xff00ff) - redBlue) * share) >> 8;
        var green = from & 0x00ff00;
        green += (((to & 0x00ff00) - green) * share) >> 8;
        return (redBlue & 0xff00ff) | (green & 0x00ff00);
    }

    static int mix(int from, int to, double share) {
        return of(
                red(from) + (red(to) - red(from)) * share,
                green(from) + (green(to) - green(from)) * share,
                blue(from) + (blue(to) - blue(from)) * share);
    }

    /** One colour seen through another, as through glass. */
    static int multiply(int a, int b) {
        return of(red(a) * red(b) / 255.0, green(a) * green(b) / 255.0, blue(a) * blue(b) / 255.0);
    }

    static int scale(int colour, double factor) {
        return of(red(colour) * factor, green(colour) * factor, blue(colour) * factor);
    }

    static int add(int a, int b) {
        return of(red(a) + red(b), green(a) + green(b), blue(a) + blue(b));
    }

    /** Brightness as the eye sees it, 0 to 1. */
    static double luminance(int colour) {
        return (0.2126 * red(colour) + 0.7152 * green(colour) + 0.0722 * blue(colour)) / 255;
    }

    /** How far from grey, 0 to 1. */
    static double saturation(int colour) {
        var most = Math.max(red(colour), Math.max(green(colour), blue(colour)));
        var least = Math.min(red(colour), Math.min(green(colour), blue(colour)));
        return most == 0 ? 0 : (double) (most - least) / most;
    }

    /** The angle on the colour wheel in degrees: red 0, green 120, blue 240. */
    static double hue(int colour) {
        var red = red(colour);
        var green = green(colour);
        var blue = blue(colour);
        var most = Math.max(red, Math.max(green, blue));
        var span = (double) most - Math.min(red, Math.min(green, blue));
        if (span == 0) {
            return 0;
        }
        if (most == red) {
            return 60 * (((green - blue) / span + 6) % 6);
        }
        return most == green ? 60 * ((blue - red) / span + 2) : 60 * ((red - green) / span + 4);
    }

    /** The same colour farther from grey for a factor above 1, nearer for one below. */
    static int saturate(int colour, double factor) {
        var grey = 255 * luminance(colour);
        return of(
                grey + (red(colour) - grey) * factor,
                grey + (green(colour) - grey) * factor,
                grey + (blue(colour) - grey) * factor);
    }

    private static int clamp(double value) {
        return value <= 0 ? 0 : value >= 255 ? 255 : (int) (value + 0.5);
    }
}
