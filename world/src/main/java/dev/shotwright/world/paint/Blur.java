package dev.shotwright.world.paint;

/** A lens out of focus: box passes over the whole frame. */
final class Blur {
    private final int width;
    private final int height;
    private final int[] spare;

    Blur(int width, int height) {
        this.width = width;
        this.height = height;
        spare = new int[width * height];
    }

    /** Averages each pixel with its neighbours, twice, up to {@code reach} pixels away. */
    void box(int[] pixels, int reach) {
        for (var pass = 0; pass < 2; pass++) {
            for (var y = 0; y < height; y++) {
                line(pixels, spare, y * width, 1, width, reach);
            }
            for (var x = 0; x < width; x++) {
                line(spare, pixels, x, width, height, reach);
            }
        }
    }

    private static void line(int[] from, int[] to, int start, int step, int count, int reach) {
        var window = 2 * reach + 1;
        var red = window / 2;
        var green = window / 2;
        var blue = window / 2;
        for (var i = -reach; i <= reach; i++) {
            var pixel = from[start + Math.max(0, Math.min(count - 1, i)) * step];
            red += Rgb.red(pixel);
            green += Rgb.green(pixel);
            blue += Rgb.blue(pixel);
        }
        for (var i = 0; i < count; i++) {
            to[start + i * step] = (red / window) << 16 | (green / window) << 8 | (blue / window);
            var gone = from[start + Math.max(0, i - reach) * step];
            var come = from[start + Math.min(count - 1, i + reach + 1) * step];
            red += Rgb.red(come) - Rgb.red(gone);
            green += Rgb.green(come) - Rgb.green(gone);
            blue += Rgb.blue(come) - Rgb.blue(gone);
        }
    }
}
