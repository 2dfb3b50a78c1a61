package dev.shotwright.world.paint;

import java.awt.geom.Path2D;
import java.util.Arrays;

/** A soft mask at a quarter of the frame's resolution: shadows, clouds and glows. */
final class Veil {
    private static final int SCALE = 4;

    private final int frameWidth;
    private final int frameHeight;
    private final int width;
    private final int height;
    private final Coverage coverage;
    private final Contour contour;
    private final int[] density;
    private final int[] spare;
    private int left;
    private int top;
    private int right;
    private int bottom;

    Veil(int frameWidth, int frameHeight) {
        this.frameWidth = frameWidth;
        this.frameHeight = frameHeight;
        width = frameWidth / SCALE + 2;
        height = frameHeight / SCALE + 2;
        coverage = new Coverage(width, height);
        contour = new Contour(width, height);
        density = new int[width * height];
        spare = new int[width * height];
        left = width;
        top = height;
    }

    boolean empty() {
        return left >= right || top >= bottom;
    }

    /** Lays an outline on the veil where it is not yet as dense; {@code strength} is 0 to 256. */
    void add(Path2D outline, int strength) {
        coverage.paint(contour.load(outline, 1f / SCALE), (y, from, to, share) -> {
            for (var x = from; x < to; x++) {
                var here = share[x] * strength;
                if (here > density[y * width + x]) {
                    density[y * width + x] = here;
                }
            }
            left = Math.min(left, from);
            right = Math.max(right, to);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
        });
    }

    /** Softens the veil's edges over about {@code radius} pixels of the frame. */
    void blur(double radius) {
        if (empty()) {
            return;
        }
        var reach = Math.max(1, Math.min(64, (int) Math.round(radius / SCALE / 2)));
        left = Math.max(0, left - 2 * reach);
        top = Math.max(0, top - 2 * reach);
        right = Math.min(width, right + 2 * reach);
        bottom = Math.min(height, bottom + 2 * reach);
        for (var pass = 0; pass < 2; pass++) {
            for (var y = top; y < bottom; y++) {
                average(density, spare, y * width + left, 1, right - left, reach);
            }
            for (var x = left; x < right; x++) {
                average(spare, density, top * width + x, width, bottom - top, reach);
            }
        }
    }

    /** What is done to a pixel of the frame below the veil; the share is 0 to 256. */
    interface Effect {
        int on(int pixel, int share, int x, int y);
    }

    /** Applies the veil to the frame and clears it. */
    void lift(int[] pixels, Effect effect) {
        if (!empty()) {
            var endY = Math.min(frameHeight, bottom * SCALE + SCALE);
            var endX = Math.min(frameWidth, right * SCALE + SCALE);
            for (var y = Math.max(0, top * SCALE - SCALE); y < endY; y++) {
                var row = clampRow((y * 2 + 1 - SCALE) >> 3);
                var v = (y * 2 + 1 - SCALE) & 7;
                var above = row * width;
                var below = clampRow(row + 1) * width;
                for (var x = Math.max(0, left * SCALE - SCALE); x < endX; x++) {
                    var at = (x * 2 + 1 - SCALE) >> 3;
                    var u = (x * 2 + 1 - SCALE) & 7;
                    var column = Math.max(0, at);
                    var next = Math.min(width - 1, column + 1);
                    var upper = density[above + column] * (8 - u) + density[above + next] * u;
                    var lower = density[below + column] * (8 - u) + density[below + next] * u;
                    var share = (upper * (8 - v) + lower * v) >> 14;
                    if (share > 0) {
                        pixels[y * frameWidth + x] = effect.on(pixels[y * frameWidth + x], share, x, y);
                    }
                }
            }
            for (var y = top; y < bottom; y++) {
                Arrays.fill(density, y * width + left, y * width + right, 0);
            }
        }
        left = width;
        top = height;
        right = 0;
        bottom = 0;
    }

    private int clampRow(int row) {
        return Math.max(0, Math.min(height - 1, row));
    }

    private static void average(int[] from, int[] to, int start, int step, int count, int reach) {
        var sum = 0L;
        for (var i = 0; i <= Math.min(reach, count - 1); i++) {
            sum += from[start + i * step];
        }
        var window = 2 * reach + 1;
        for (var i = 0; i < count; i++) {
            to[start + i * step] = (int) (sum / window);
            if (i + reach + 1 < count) {
                sum += from[start + (i + reach + 1) * step];
            }
            if (i - reach >= 0) {
                sum -= from[start + (i - reach) * step];
            }
        }
    }
}
