package dev.shotwright.models.wan;

import dev.shotwright.tensor.Tensor;

/**
 * The rotary position table: per token and pair of channels the cosine and sine of its angle.
 *
 * <p>The pairs of a head are shared out to time, height and width; each counts its own positions from 0 with θ = 10000.
 * Angles are taken in 64-bit floats.
 */
final class WanRotation {
    private static final double THETA = 10000;

    private WanRotation() {}

    /** {@code (f · h · w, 1, head / 2, 2)}: cosine first. */
    static Tensor table(int head, int f, int h, int w) {
        int side = 2 * (head / 6);
        var time = axis(head - 2 * side, f);
        var height = axis(side, h);
        var width = axis(side, w);
        var values = new float[f * h * w * head];
        int to = 0;
        for (int t = 0; t < f; t++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    to = append(time[t], values, to);
                    to = append(height[y], values, to);
                    to = append(width[x], values, to);
                }
            }
        }
        return Tensor.of(values, (long) f * h * w, 1, head / 2, 2);
    }

    private static float[][] axis(int channels, int length) {
        var rows = new float[length][channels];
        for (int position = 0; position < length; position++) {
            for (int pair = 0; pair < channels / 2; pair++) {
                double angle = position / StrictMath.pow(THETA, 2.0 * pair / channels);
                rows[position][2 * pair] = (float) StrictMath.cos(angle);
                rows[position][2 * pair + 1] = (float) StrictMath.sin(angle);
            }
        }
        return rows;
    }

    private static int append(float[] row, float[] values, int to) {
        System.arraycopy(row, 0, values, to, row.length);
        return to + row.length;
    }
}
