package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import java.util.Arrays;

/** One wet stroke of paint before it dries: where it lies, how far from its edge, and how much on the dark side of a form. */
final class Wash {
    private final int width;
    private final int height;
    private final Canvas canvas;
    private final int[] mask;
    private final int[] soft;
    private final int[] tone;
    private final int[] spare;
    private int left;
    private int top;
    private int right;
    private int bottom;

    Wash(Canvas canvas) {
        this.canvas = canvas;
        width = canvas.width;
        height = canvas.height;
        mask = new int[width * height];
        soft = new int[width * height];
        tone = new int[width * height];
        spare = new int[width * height];
        left = width;
        top = height;
    }

    boolean empty() {
        return left >= right;
    }

    /** Adds an outline; {@code shade} leads from where the tone is 0 to where it is 256, {@code even} is the tone if it is flat. */
    void add(Contour outline, Mark.Shade shade, int even) {
        var dx = shade.darkX() - shade.litX();
        var dy = shade.darkY() - shade.litY();
        var square = dx * dx + dy * dy;
        var flat = shade.flat() || square < 1e-9;
        var perColumn = flat ? 0 : (long) (dx / square * (256 << 16));
        var perRow = flat ? 0 : (long) (dy / square * (256 << 16));
        var start = flat ? (long) even << 16 : (long) (-(shade.litX() * dx + shade.litY() * dy) / square * (256 << 16));
        canvas.paint(outline, (y, from, to, coverage) -> {
            var place = start + perRow * y + perColumn * from;
            for (var x = from; x < to; x++, place += perColumn) {
                var share = coverage[x];
                if (share > 0) {
                    var at = y * width + x;
                    var here = (int) Math.max(0, Math.min(256, place >> 16));
                    tone[at] = share >= 256 || mask[at] == 0 ? here : tone[at] + (((here - tone[at]) * share) >> 8);
                    mask[at] = Math.max(mask[at], share);
                }
            }
            left = Math.min(left, from);
            right = Math.max(right, to);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
        });
    }

    /** Finds out how near each pixel is to the wash's edge, over {@code reach} pixels. */
    void soften(int reach) {
        if (empty()) {
            return;
        }
        left = Math.max(0, left - 2 * reach);
        top = Math.max(0, top - 2 * reach);
        right = Math.min(width, right + 2 * reach);
        bottom = Math.min(height, bottom + 2 * reach);
        for (var pass = 0; pass < 2; pass++) {
            for (var y = top; y < bottom; y++) {
                average(pass == 0 ? mask : soft, spare, y * width + left, right - left, reach);
            }
            columns(reach);
        }
    }

    /** What a pixel becomes. */
    interface Drying {
        /**
         * Paints a pixel.
         *
         * @param mask how much of it the wash covers, 0 to 256
         * @param soft the same, averaged over the neighbourhood
         * @param tone 0 on the lit to 256 on the dark side
         */
        int dry(int pixel, int x, int y, int mask, int soft, int tone);
    }

    /** Puts the wash on the frame and clears it. */
    void dry(Drying drying) {
        if (!empty()) {
            var pixels = canvas.pixels();
            for (var y = top; y < bottom; y++) {
                for (var x = left; x < right; x++) {
                    var at = y * width + x;
                    if (soft[at] > 0 || mask[at] > 0) {
                        pixels[at] = drying.dry(pixels[at], x, y, mask[at], soft[at], tone[at]);
                    }
                }
                Arrays.fill(mask, y * width + left, y * width + right, 0);
                Arrays.fill(soft, y * width + left, y * width + right, 0);
                Arrays.fill(tone, y * width + left, y * width + right, 0);
            }
        }
        left = width;
        top = height;
        right = 0;
        bottom = 0;
    }

    private void columns(int reach) {
        var window = 2 * reach + 1;
        var share = 65536 / window;
        var sums = new int[right - left];
        for (var i = -reach; i <= reach; i++) {
            var row = Math.max(top, Math.min(bottom - 1, top + i)) * width + left;
            for (var x = 0; x < sums.length; x++) {
                sums[x] += spare[row + x];
            }
        }
        for (var y = top; y < bottom; y++) {
            var row = y * width + left;
            var gone = Math.max(top, y - reach) * width + left;
            var come = Math.min(bottom - 1, y + reach + 1) * width + left;
            for (var x = 0; x < sums.length; x++) {
                soft[row + x] = (sums[x] * share) >> 16;
                sums[x] += spare[come + x] - spare[gone + x];
            }
        }
    }

    private static void average(int[] from, int[] to, int start, int count, int reach) {
        var window = 2 * reach + 1;
        var share = 65536 / window;
        var sum = 0;
        for (var i = -reach; i <= reach; i++) {
            sum += from[start + Math.max(0, Math.min(count - 1, i))];
        }
        for (var i = 0; i < count; i++) {
            to[start + i] = (sum * share) >> 16;
            sum += from[start + Math.min(count - 1, i + reach + 1)] - from[start + Math.max(0, i - reach)];
        }
    }
}
