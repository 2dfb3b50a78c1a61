package dev.shotwright.world.paint;

import java.util.SplittableRandom;

/** A square of noise that repeats without a seam, 256 by 256 values of 0 to 255 about a mean near 128. */
final class Texture {
    static final int SIZE = 256;

    private final byte[] values;

    private Texture(byte[] values) {
        this.values = values;
    }

    /** Clouds of several sizes, the largest {@code cell} across; each octave is half as large and half as strong. */
    static Texture clouds(SplittableRandom random, int cell, int octaves) {
        var sum = new double[SIZE * SIZE];
        var strength = 1.0;
        for (var octave = 0; octave < octaves && cell >> octave >= 1; octave++) {
            addLattice(sum, random, cell >> octave, cell >> octave, strength);
            strength *= 0.5;
        }
        return normalised(sum);
    }

    /** Streaks along x, as bristles leave them. */
    static Texture streaks(SplittableRandom random, int length, int thickness) {
        var sum = new double[SIZE * SIZE];
        addLattice(sum, random, length, thickness, 1);
        addLattice(sum, random, Math.max(1, length / 2), Math.max(1, thickness / 2), 0.7);
        addLattice(sum, random, Math.max(1, length / 8), 1, 0.25);
        return normalised(sum);
    }

    /** A value for each cell, so that neighbours have nothing in common. */
    static Texture grain(SplittableRandom random) {
        var sum = new double[SIZE * SIZE];
        addLattice(sum, random, 1, 1, 1);
        addLattice(sum, random, 2, 2, 0.6);
        return normalised(sum);
    }

    /** The value at whole coordinates, which may be negative. */
    int at(int x, int y) {
        return values[((y & 0xff) << 8) | (x & 0xff)] & 0xff;
    }

    /** The value between cells, -1 to 1. */
    float smooth(float x, float y) {
        var left = (int) Math.floor(x);
        var top = (int) Math.floor(y);
        var u = x - left;
        var v = y - top;
        var above = at(left, top) * (1 - u) + at(left + 1, top) * u;
        var below = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
        return (above * (1 - v) + below * v - 128) / 128;
    }

    private static void addLattice(
            double[] sum, SplittableRandom random, int cellWidth, int cellHeight, double strength) {
        var columns = Math.max(1, SIZE / cellWidth);
        var rows = Math.max(1, SIZE / cellHeight);
        var lattice = new double[columns * rows];
        for (var i = 0; i < lattice.length; i++) {
            lattice[i] = random.nextDouble() * 2 - 1;
        }
        for (var y = 0; y < SIZE; y++) {
            var row = (double) y * rows / SIZE;
            var top = (int) row;
            var v = eased(row - top);
            for (var x = 0; x < SIZE; x++) {
                var column = (double) x * columns / SIZE;
                var left = (int) column;
                var u = eased(column - left);
                var a = lattice[top * columns + left];
                var b = lattice[top * columns + (left + 1) % columns];
                var c = lattice[(top + 1) % rows * columns + left];
                var d = lattice[(top + 1) % rows * columns + (left + 1) % columns];
                sum[y << 8 | x] += strength * ((a + (b - a) * u) * (1 - v) + (c + (d - c) * u) * v);
            }
        }
    }

    private static double eased(double t) {
        return t * t * (3 - 2 * t);
    }

    private static Texture normalised(double[] sum) {
        var mean = 0.0;
        for (var value : sum) {
            mean += value;
        }
        mean /= sum.length;
        var variance = 0.0;
        for (var value : sum) {
            variance += (value - mean) * (value - mean);
        }
        var deviation = Math.sqrt(variance / sum.length);
        var values = new byte[sum.length];
        for (var i = 0; i < sum.length; i++) {
            var value = 128 + 56 * (sum[i] - mean) / deviation;
            values[i] = (byte) Math.max(0, Math.min(255, (int) Math.round(value)));
        }
        return new Texture(values);
    }
}
