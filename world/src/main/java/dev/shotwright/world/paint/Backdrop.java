package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import java.util.Arrays;
import java.util.List;

/** A sky or ground that is given as a stack of wide bands, melted into one smooth gradient, and a brush that paints it. */
final class Backdrop implements Brush {
    /* The bands are laid at an eighth of the resolution, where their overlap costs nothing, and blurred; the brush reads
     * between those pixels and dithers, so that an encoder finds no steps. */

    private static final int SCALE = 8;
    private static final int FEWEST = 3;

    private final Canvas canvas;
    private final int width;
    private final int height;
    private final int[] small;
    private final Canvas sketch;
    private final Blur blur;
    private final int[] row;
    private final int[] mixed;

    Backdrop(Canvas canvas) {
        this.canvas = canvas;
        width = canvas.width / SCALE + 2;
        height = canvas.height / SCALE + 2;
        small = new int[width * height];
        sketch = new Canvas(width, height);
        sketch.stretch(small);
        blur = new Blur(width, height);
        row = new int[3 * width + 6];
        mixed = new int[canvas.width];
    }

    /** How many of a sheet's first marks are one stack of bands; 0 where there is none. */
    int bands(List<Mark> marks) {
        var count = 0;
        while (count < marks.size() && isBand(marks.get(count), marks.getFirst())) {
            count++;
        }
        return count < FEWEST ? 0 : count;
    }

    private boolean isBand(Mark mark, Mark first) {
        if (mark.colour() >>> 24 != 0xff || !mark.shade().flat() || mark.finish() != first.finish()) {
            return false;
        }
        var bounds = mark.outline().getBounds2D();
        return bounds.isEmpty() || bounds.getWidth() > 0.7 * canvas.width;
    }

    /** What a band's colour is in the light. */
    interface Tint {
        int of(Mark band);
    }

    /** Melts bands into a gradient. */
    Backdrop melt(List<Mark> bands, Tint tint) {
        Arrays.fill(small, tint.of(bands.getFirst()));
        for (var band : bands.subList(1, bands.size())) {
            sketch.fill(sketch.contour.load(band.outline(), 1f / SCALE), tint.of(band), 256);
        }
        blur.box(small, height, Math.max(1, height / 24));
        return this;
    }

    /** The gradient at a place of the frame, and around it, without dither. */
    int at(int x, int y) {
        var column = Math.max(0, Math.min(width - 1, x / SCALE));
        var line = Math.max(0, Math.min(height - 1, y / SCALE));
        return small[line * width + column];
    }

    @Override
    public void row(int y, int from, int to, int[] coverage) {
        var pixels = canvas.pixels();
        var offset = y * canvas.width;
        var colours = colours(y, from, to);
        for (var x = from; x < to; x++) {
            var share = coverage[x];
            if (share > 0) {
                pixels[offset + x] = share >= 256 ? colours[x] : Rgb.blend(pixels[offset + x], colours[x], share);
            }
        }
    }

    /** The gradient along a row of the frame, by column, good until the next row is asked for. */
    int[] colours(int y, int from, int to) {
        prepare(y);
        for (var x = from; x < to; ) {
            var end = Math.min(to, x - Math.floorMod(x - SCALE / 2, SCALE) + SCALE);
            cell(x, end, y);
            x = end;
        }
        return mixed;
    }

    /** Mixes the colours from a pixel of the row that was prepared to before another, both between the same small pixels. */
    private void cell(int from, int end, int y) {
        var place = 2 * from + 1 - SCALE;
        var left = 3 * (place >> 4) + 3;
        var share = place & 15;
        var redStep = row[left + 3] - row[left];
        var greenStep = row[left + 4] - row[left + 1];
        var blueStep = row[left + 5] - row[left + 2];
        var red = 16 * row[left] + share * redStep;
        var green = 16 * row[left + 1] + share * greenStep;
        var blue = 16 * row[left + 2] + share * blueStep;
        for (var x = from; x < end; x++) {
            var dither = ((x * 97 + y * 57) ^ (x * y)) & 0xff;
            mixed[x] = (red + dither) >> 8 << 16 | (green + dither) >> 8 << 8 | (blue + dither) >> 8;
            red += 2 * redStep;
            green += 2 * greenStep;
            blue += 2 * blueStep;
        }
    }

    /**
     * The first row of the frame from which on a mark covers everything, so that nothing needs to be painted there before it;
     * the frame's height if there is none.
     */
    int floor(Mark mark) {
        var across = (canvas.width + SCALE - 1) / SCALE;
        var covered = new boolean[height];
        sketch.paint(sketch.contour.load(mark.outline(), 1f / SCALE), (y, from, to, coverage) -> {
            covered[y] = from == 0 && to >= across;
            for (var x = from; x < Math.min(to, across); x++) {
                covered[y] &= coverage[x] >= 256;
            }
        });
        var first = (canvas.height + SCALE - 1) / SCALE;
        while (first > 0 && covered[first - 1]) {
            first--;
        }
        return Math.min(canvas.height, first * SCALE);
    }

    /** Mixes the small rows above and below a row of the frame. */
    private void prepare(int y) {
        var place = 2 * y + 1 - SCALE;
        var line = place >> 4;
        var share = place & 15;
        var above = Math.max(0, Math.min(height - 1, line)) * width;
        var below = Math.max(0, Math.min(height - 1, line + 1)) * width;
        for (var x = -1; x <= width; x++) {
            var column = Math.max(0, Math.min(width - 1, x));
            var upper = small[above + column];
            var lower = small[below + column];
            row[3 * x + 3] = Rgb.red(upper) * (16 - share) + Rgb.red(lower) * share;
            row[3 * x + 4] = Rgb.green(upper) * (16 - share) + Rgb.green(lower) * share;
            row[3 * x + 5] = Rgb.blue(upper) * (16 - share) + Rgb.blue(lower) * share;
        }
    }
}
