package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import java.util.SplittableRandom;

/** A dry bristle brush with opaque paint: steps of tone with ragged borders, streaks in the stroke, gaps at its edge. */
final class Bristles implements Brush {
    private static final int STEPS = 128;

    private final Canvas canvas;
    private final Texture streaks;
    private final Texture patches;
    private final int[] ramp = new int[STEPS];
    private int opacity;
    private boolean even;
    private long start;
    private long perColumn;
    private long perRow;
    private int originX;
    private int originY;
    private int strength;
    private int slope;

    Bristles(Canvas canvas, SplittableRandom random) {
        this.canvas = canvas;
        streaks = Texture.streaks(random, 64, 4);
        patches = Texture.clouds(random, 32, 4);
    }

    /** Loads the brush with tones along a line of shade, in {@code tones} flat steps. */
    void load(Mark.Shade shade, int opacity, int tones, Graded.Tone tone) {
        this.opacity = opacity;
        var dx = shade.darkX() - shade.litX();
        var dy = shade.darkY() - shade.litY();
        var square = dx * dx + dy * dy;
        even = shade.flat() || square < 1e-9;
        if (even) {
            ramp[0] = tone.at(0);
            return;
        }
        for (var i = 0; i < STEPS; i++) {
            ramp[i] = tone.at((Math.floor((double) i / STEPS * tones) + 0.3) / tones);
        }
        var unit = STEPS * 65536.0 / square;
        perColumn = (long) (dx * unit);
        perRow = (long) (dy * unit);
        start = (long) (((0.5 - shade.litX()) * dx + (0.5 - shade.litY()) * dy) * unit);
    }

    /** Lays the paint on an outline; the stroke's direction comes from {@code direction}, any number. */
    void lay(Contour outline, double originX, double originY, float strength, int direction) {
        this.originX = (int) originX;
        this.originY = (int) originY;
        this.strength = (int) (strength * 256);
        slope = direction == 0 ? 0 : Math.floorMod((direction * 0x9e3779b1) >>> 20, 5) - 2;
        canvas.paint(outline, this);
    }

    /** Drags a gradient about, by up to {@code reach} pixels up and down, along an outline. */
    void drag(Contour outline, Backdrop gradient, int reach) {
        canvas.paint(outline, (y, from, to, coverage) -> {
            var pixels = canvas.pixels();
            var offset = y * canvas.width;
            for (var x = from; x < to; x++) {
                if (coverage[x] > 0) {
                    var bristle = streaks.at(x >> 1, y + (x >> 4)) - 128;
                    var patch = patches.at(x, y) - 128;
                    var colour = gradient.at(x + (patch >> 2), y + ((bristle * reach) >> 6) + (patch >> 3));
                    colour = brighter(colour, (bristle * 5 + patch * 4) >> 7);
                    pixels[offset + x] = Rgb.blend(pixels[offset + x], colour, coverage[x]);
                }
            }
        });
    }

    /** Leaves the brush's traces on a whole picture. */
    void over(int[] pixels) {
        for (var y = 0; y < canvas.height; y++) {
            for (var x = 0; x < canvas.width; x++) {
                var at = y * canvas.width + x;
                var bristle = streaks.at(x, y + (x >> 3)) - 128;
                pixels[at] = brighter(pixels[at], (bristle * 14) >> 7);
            }
        }
    }

    @Override
    public void row(int y, int from, int to, int[] coverage) {
        var pixels = canvas.pixels();
        var offset = y * canvas.width;
        var place = start + perRow * y + perColumn * from;
        var v = y - originY;
        for (var x = from; x < to; x++, place += perColumn) {
            var share = (coverage[x] * opacity) >> 8;
            if (share == 0) {
                continue;
            }
            var u = x - originX;
            var bristle = streaks.at(u - ((slope * v) >> 2), v + ((slope * u) >> 1)) - 128;
            var patch = patches.at(u, v) - 128;
            var colour = ramp[0];
            if (!even) {
                var step = (int) (place >> 16) + ((bristle * 22 + patch * 16) >> 7);
                colour = ramp[step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step];
            }
            var deep = 72 + Math.max((colour >> 16) & 0xff, (colour >> 8) & 0xff);
            colour = brighter(colour, ((((bristle * 10 + patch * 8) * strength) >> 8) * deep) >> 15);
            if (share < 256) {
                share = Math.max(0, Math.min(256, share + ((bristle * strength) >> 8)));
            }
            pixels[offset + x] = share >= 256 ? colour : Rgb.blend(pixels[offset + x], colour, share);
        }
    }

    private static int brighter(int colour, int by) {
        var red = Math.max(0, Math.min(255, (colour >> 16 & 0xff) + by));
        var green = Math.max(0, Math.min(255, (colour >> 8 & 0xff) + by));
        var blue = Math.max(0, Math.min(255, (colour & 0xff) + by));
        return red << 16 | green << 8 | blue;
    }
}
