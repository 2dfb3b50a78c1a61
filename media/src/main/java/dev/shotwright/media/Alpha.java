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
            pixels[index] = over(pixels[index], background);
        }
    }

    private static int over(int pixel, int background) {
        var alpha = pixel >>> 24;
        if (alpha == 255) {
            return pixel & 0xFFFFFF;
        }
        return mix(pixel, background, alpha, 16) | mix(pixel, background, alpha, 8) | mix(pixel, background, alpha, 0);
    }

    private static int mix(int pixel, int background, int alpha, int shift) {
        var above = pixel >> shift & 255;
        var below = background >> shift & 255;
        return ((above * alpha + below * (255 - alpha) + 127) / 255) << shift;
    }
}
