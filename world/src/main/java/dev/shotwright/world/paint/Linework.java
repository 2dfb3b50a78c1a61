package dev.shotwright.world.paint;

import dev.shotwright.world.stage.Picture.Drawn;
import java.util.Arrays;

/** Knows which part of a sheet is seen at each pixel, and so where a line belongs: around a part, where another begins. */
final class Linework {
    private static final int REACH = 3;

    private final int width;
    private final int height;
    private final int[] seen;
    private int[] colours = new int[64];
    private int first = 1;
    private int next = 1;
    private float[] weight = new float[256];
    private float[] smooth = new float[256];

    Linework(int width, int height) {
        this.width = width;
        this.height = height;
        seen = new int[width * height];
    }

    /** Forgets everything, for a new picture. */
    void clear() {
        Arrays.fill(seen, 0);
        first = 1;
        next = 1;
    }

    /**
     * How wide a line is around the things of a sheet, in pixels: as wide as it would be on the thing itself, but fine enough
     * for a small one.
     *
     * @param metres on the thing
     */
    static double width(Drawn sheet, double metres, double least, double most) {
        var extent = 0.0;
        for (var mark : sheet.marks()) {
            var bounds = mark.outline().getBounds2D();
            extent = Math.max(extent, Math.max(bounds.getWidth(), bounds.getHeight()));
        }
        return Math.max(least, Math.min(most, Math.min(metres * sheet.scale(), 0.022 * extent)));
    }

    /** Begins a sheet; parts of earlier ones are all background from now on. */
    void sheet() {
        first = next;
    }

    /** Covers an outline by a new part and returns its number. */
    int part(Canvas canvas, Contour outline, int colour) {
        var number = next++;
        if (number >= colours.length) {
            colours = Arrays.copyOf(colours, 2 * number);
        }
        colours[number] = colour;
        canvas.paint(outline, (y, from, to, coverage) -> {
            for (var x = from; x < to; x++) {
                if (coverage[x] > 128) {
                    seen[y * width + x] = number;
                }
            }
        });
        return number;
    }

    /**
     * Turns a part's outline into the line that is seen of it: nothing where another part covers it, little where the part
     * beyond has the same colour.
     *
     * @param same the share of the width that is left between parts of one colour
     */
    Contour line(Contour outline, int part, float same, Contour.Pressure pressure) {
        var count = outline.points();
        if (weight.length < count) {
            weight = new float[2 * count];
            smooth = new float[2 * count];
        }
        mark(outline, part, same);
        for (var ring = 0; ring < outline.rings(); ring++) {
            var start = outline.start(ring);
            var size = outline.end(ring) - start;
            for (var i = 0; i < size; i++) {
                var sum = 0f;
                for (var j = -2; j <= 2; j++) {
                    sum += weight[start + Math.floorMod(i + j, size)];
                }
                smooth[start + i] = sum / 5;
            }
        }
        return outline.trace(
                (point, x, y, nx, ny) -> smooth[point] < 0.1f ? 0 : smooth[point] * pressure.at(point, x, y, nx, ny));
    }

    private void mark(Contour outline, int part, float same) {
        outline.visit((point, x, y, nx, ny) -> {
            var inside = at(x - nx * REACH, y - ny * REACH);
            var outside = at(x + nx * REACH, y + ny * REACH);
            if (inside != part && inside >= 0) {
                weight[point] = 0;
            } else if (outside >= first && outside != part && colours[outside] == colours[part]) {
                weight[point] = same;
            } else {
                weight[point] = 1;
            }
        });
    }

    private int at(float x, float y) {
        var column = (int) Math.floor(x);
        var row = (int) Math.floor(y);
        return column < 0 || row < 0 || column >= width || row >= height ? -1 : seen[row * width + column];
    }
}
