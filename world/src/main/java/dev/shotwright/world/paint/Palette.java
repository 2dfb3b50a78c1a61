package dev.shotwright.world.paint;

/** The few tubes that a gouache painter works with: hues in steps, a little greyed and warmed, so that all agree. */
final class Palette {
    private static final int WARMTH = 0xe6c48c;

    private Palette() {}

    /** The palette's colour for a surface. */
    static int nearest(int colour) {
        var most = Math.max(Rgb.red(colour), Math.max(Rgb.green(colour), Rgb.blue(colour)));
        var value = Math.round(most / 255.0 * 8) / 8.0;
        var saturation = Math.round(Rgb.saturation(colour) * 5) / 5.0 * 0.92;
        var hue = Rgb.hue(colour);
        var step = Math.round(hue / 15) * 15.0;
        return warmed(colour(hue + (step - hue) * 0.7, saturation, Math.max(0.1, value)));
    }

    /** A colour that fits the palette without being one of it, as in a gradient. */
    static int warmed(int colour) {
        return Rgb.mix(colour, WARMTH, 0.09);
    }

    private static int colour(double hue, double saturation, double value) {
        var sector = ((hue % 360) + 360) % 360 / 60;
        var rest = sector - Math.floor(sector);
        var high = 255 * value;
        var low = high * (1 - saturation);
        var falling = high * (1 - saturation * rest);
        var rising = high * (1 - saturation * (1 - rest));
        return switch ((int) sector) {
            case 0 -> Rgb.of(high, rising, low);
            case 1 -> Rgb.of(falling, high, low);
            case 2 -> Rgb.of(low, high, rising);
            case 3 -> Rgb.of(low, falling, high);
            case 4 -> Rgb.of(rising, low, high);
            default -> Rgb.of(high, low, falling);
        };
    }
}
