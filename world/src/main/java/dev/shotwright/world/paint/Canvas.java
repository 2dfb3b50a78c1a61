package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;

/** The frame under the brush, with the tools that every style needs: the rasteriser and a contour to load marks into. */
final class Canvas {
    final int width;
    final int height;
    final Contour contour;

    private final Coverage coverage;
    private int[] pixels = {};

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        contour = new Contour(width, height);
        coverage = new Coverage(width, height);
    }

    /** Paints on {@code pixels} from now on. */
    void stretch(int[] pixels) {
        this.pixels = pixels;
    }

    int[] pixels() {
        return pixels;
    }

    /** The mark's outline, good until the next mark is taken. */
    Contour take(Mark mark) {
        return contour.load(mark.outline(), 1);
    }

    /** Paints no rows from this one on, until it is said otherwise. */
    void limit(int row) {
        coverage.limit(row);
    }

    void paint(Contour outline, Brush brush) {
        coverage.paint(outline, brush);
    }

    /** Covers an outline evenly; {@code opacity} is 0 to 256. */
    void fill(Contour outline, int colour, int opacity) {
        coverage.paint(outline, (y, from, to, share) -> {
            var offset = y * width;
            for (var x = from; x < to; x++) {
                var here = (share[x] * opacity) >> 8;
                if (here >= 256) {
                    pixels[offset + x] = colour & 0xffffff;
                } else if (here > 0) {
                    pixels[offset + x] = Rgb.blend(pixels[offset + x], colour, here);
                }
            }
        });
    }

    /** Tints what is below an outline, as a shadow does. */
    void glaze(Contour outline, int colour, int opacity) {
        coverage.paint(outline, (y, from, to, share) -> {
            var offset = y * width;
            for (var x = from; x < to; x++) {
                var here = (share[x] * opacity) >> 8;
                if (here > 0) {
                    var below = pixels[offset + x];
                    pixels[offset + x] = Rgb.blend(below, through(below, colour), here);
                }
            }
        });
    }

    /** One colour through another, fast. */
    static int through(int below, int glass) {
        var red = ((below >> 16 & 0xff) * (glass >> 16 & 0xff) * 257) >> 16;
        var green = ((below >> 8 & 0xff) * (glass >> 8 & 0xff) * 257) >> 16;
        var blue = ((below & 0xff) * (glass & 0xff) * 257) >> 16;
        return red << 16 | green << 8 | blue;
    }
}
