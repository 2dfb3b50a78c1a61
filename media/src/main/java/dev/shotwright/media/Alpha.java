package dev.shotwright.media;

/** The transparency of pixels 0xAARRGGBB that are not premultiplied. */
final class Alpha {
    private Alpha() {}

    static boolean opaque(int[] pixels) {
        for (var pixel : pixels) {
            if (pixel >>> 24 != 255) {
                return false;
            }
        }
        return true;
    }

    /** Puts a colour 0xRRGGBB behind all pixels, which become 0xRRGGBB themselves. */
    static void lay(int[] pixels, int background) {
        for (var index = 0; index < pixels.length; index++) {
            pixels[index] = over(pixels[index], background | 0xFF000000) & 0xFFFFFF;
        }
    }

    /** A pixel on another one. */
    static int over(int above, int below) {
        var alpha = above >>> 24;
        if (alpha == 255 || below >>> 24 == 0) {
            return above;
        }
        if (alpha == 0) {
            return below;
        }
        var belowAlpha = (below >>> 24) * (255 - alpha);
        var whole = alpha * 255 + belowAlpha;
        var result = ((whole + 127) / 255) << 24;
        for (var shift = 0; shift < 24; shift += 8) {
            var mixed = (above >> shift & 255) * alpha * 255 + (below >> shift & 255) * belowAlpha;
            result |= ((mixed + whole / 2) / whole) << shift;
        }
        return result;
    }
}
