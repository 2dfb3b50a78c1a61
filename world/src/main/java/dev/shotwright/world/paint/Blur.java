package dev.shotwright.world.paint;

/** A lens out of focus: box passes over the frame. */
final class Blur {
    private static final int SHIFT = 22;

    private final int width;
    private final int[] spare;

    Blur(int width, int height) {
        this.width = width;
        spare = new int[width * height];
    }

    /** Averages each pixel of the first rows with its neighbours, twice, up to {@code reach} pixels away. */
    void box(int[] pixels, int rows, int reach) {
        for (var pass = 0; pass < 2 && rows > 0; pass++) {
            for (var y = 0; y < rows; y++) {
                line(pixels, spare, y * width, width, reach);
            }
            columns(spare, pixels, width, rows, reach);
        }
    }

    private static void columns(int[] from, int[] to, int width, int rows, int reach) {
        var window = 2 * reach + 1;
        var share = share(window);
        var red = new int[width];
        var green = new int[width];
        var blue = new int[width];
        for (var x = 0; x < width; x++) {
            red[x] = green[x] = blue[x] = window / 2;
            for (var i = -reach; i <= reach; i++) {
                var pixel = from[Math.max(0, Math.min(rows - 1, i)) * width + x];
                red[x] += Rgb.red(pixel);
                green[x] += Rgb.green(pixel);
                blue[x] += Rgb.blue(pixel);
            }
        }
        for (var y = 0; y < rows; y++) {
            var row = y * width;
            var gone = Math.max(0, y - reach) * width;
            var come = Math.min(rows - 1, y + reach + 1) * width;
            for (var x = 0; x < width; x++) {
                to[row + x] = mean(red[x], green[x], blue[x], share);
                red[x] += Rgb.red(from[come + x]) - Rgb.red(from[gone + x]);
                green[x] += Rgb.green(from[come + x]) - Rgb.green(from[gone + x]);
                blue[x] += Rgb.blue(from[come + x]) - Rgb.blue(from[gone + x]);
            }
        }
    }

    /** What a sum over a window is multiplied by before {@link #SHIFT} bits are dropped; exact for windows up to 128. */
    private static int share(int window) {
        return (1 << SHIFT) / window + 1;
    }

    private static int mean(int red, int green, int blue, int share) {
        return ((red * share) >> SHIFT) << 16 | ((green * share) >> SHIFT) << 8 | ((blue * share) >> SHIFT);
    }

    private static void line(int[] from, int[] to, int start, int count, int reach) {
        var window = 2 * reach + 1;
        var share = share(window);
        var red = window / 2;
        var green = window / 2;
        var blue = window / 2;
        for (var i = -reach; i <= reach; i++) {
            var pixel = from[start + Math.max(0, Math.min(count - 1, i))];
            red += Rgb.red(pixel);
            green += Rgb.green(pixel);
            blue += Rgb.blue(pixel);
        }
        for (var i = 0; i < count; i++) {
            to[start + i] = mean(red, green, blue, share);
            var gone = from[start + Math.max(0, i - reach)];
            var come = from[start + Math.min(count - 1, i + reach + 1)];
            red += Rgb.red(come) - Rgb.red(gone);
            green += Rgb.green(come) - Rgb.green(gone);
            blue += Rgb.blue(come) - Rgb.blue(gone);
        }
    }
}
