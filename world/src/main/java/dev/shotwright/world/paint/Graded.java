package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import org.jspecify.annotations.Nullable;

/** A brush that goes from the lit to the dark side of a form along its line of shade, through the colours of a ramp. */
final class Graded implements Brush {
    private static final int STEPS = 128;

    private final Canvas canvas;
    private final int[] ramp = new int[STEPS];
    private int opacity;
    private long start;
    private long perColumn;
    private long perRow;
    private @Nullable Texture texture;
    private boolean even;
    private int roughness;
    private int frequency;
    private int originX;
    private int originY;

    Graded(Canvas canvas) {
        this.canvas = canvas;
    }

    /** The colour at a place on the line of shade, 0 lit to 1 dark. */
    interface Tone {
        int at(double place);
    }

    /** Loads the brush with a ramp along a line. */
    Graded load(Mark.Shade shade, int opacity, Tone tone) {
        this.opacity = opacity;
        texture = null;
        var dx = shade.darkX() - shade.litX();
        var dy = shade.darkY() - shade.litY();
        var square = dx * dx + dy * dy;
        if (shade.flat() || square < 1e-9) {
            ramp[0] = tone.at(0);
            perColumn = 0;
            perRow = 0;
            start = 0;
            even = true;
            return this;
        }
        even = false;
        for (var i = 0; i < STEPS; i++) {
            ramp[i] = tone.at((double) i / (STEPS - 1));
        }
        var unit = (STEPS - 1) * 65536.0 / square;
        perColumn = (long) (dx * unit);
        perRow = (long) (dy * unit);
        start = (long) (((0.5 - shade.litX()) * dx + (0.5 - shade.litY()) * dy) * unit) + 32768;
        return this;
    }

    /**
     * Unsettles the ramp by a texture.
     *
     * @param share of the ramp by which it goes to and fro, 0 to 1
     * @param cells of the texture per pixel
     */
    Graded rough(Texture texture, double share, double cells, double originX, double originY) {
        this.texture = texture;
        roughness = (int) (share * STEPS);
        frequency = (int) (cells * 65536);
        this.originX = (int) originX;
        this.originY = (int) originY;
        return this;
    }

    /** The colour at a pixel, without texture. */
    int at(int x, int y) {
        if (even) {
            return ramp[0];
        }
        var step = (int) ((start + perRow * y + perColumn * x) >> 16);
        return ramp[step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step];
    }

    @Override
    public void row(int y, int from, int to, int[] coverage) {
        var pixels = canvas.pixels();
        var offset = y * canvas.width;
        var place = start + perRow * y + perColumn * from;
        var noise = texture;
        var textureY = ((y - originY) * frequency) >> 16;
        for (var x = from; x < to; x++, place += perColumn) {
            var share = (coverage[x] * opacity) >> 8;
            if (share == 0) {
                continue;
            }
            var colour = ramp[0];
            if (!even) {
                var step = (int) (place >> 16);
                if (noise != null) {
                    step += ((noise.at(((x - originX) * frequency) >> 16, textureY) - 128) * roughness) >> 7;
                }
                colour = ramp[step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step];
            }
            pixels[offset + x] = share >= 256 ? colour : Rgb.blend(pixels[offset + x], colour, share);
        }
    }
}
