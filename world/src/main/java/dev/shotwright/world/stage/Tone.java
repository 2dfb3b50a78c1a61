package dev.shotwright.world.stage;

/** Arithmetic on colours 0xAARRGGBB. */
final class Tone {

    private Tone() {}

    static int mix(int from, int to, double t) {
        var u = Ease.clamp(t);
        var result = 0;
        for (var shift = 0; shift <= 24; shift += 8) {
            var a = (from >>> shift) & 0xFF;
            var b = (to >>> shift) & 0xFF;
            result |= (int) Math.round(a + (b - a) * u) << shift;
        }
        return result;
    }

    static int alpha(int colour, double alpha) {
        return (colour & 0xFFFFFF) | (int) Math.round(255 * Ease.clamp(alpha)) << 24;
    }

    /** Darker below 1, lighter above. */
    static int times(int colour, double factor) {
        return factor <= 1
                ? mix(0xFF000000 & colour, colour, factor)
                : mix(colour, 0xFFFFFF | (colour & 0xFF000000), Math.min(1, factor - 1));
    }

    /** Reads {@code #RRGGBB}. */
    static int parse(String text) {
        return 0xFF000000 | Integer.parseInt(text.substring(1), 16);
    }

    static String hex(int colour) {
        return "#%06X".formatted(colour & 0xFFFFFF);
    }
}
