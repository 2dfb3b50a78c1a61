package dev.shotwright.tensor.compute;

/**
 * How much of a long operation goes into one native call: a fifth of a second's work for two cores with AVX-512, a second's for
 * a machine of 40 GFLOP/s.
 */
final class Stride {
    private static final double OPERATIONS = 4e10;

    private Stride() {}

    /** How many of {@code total} items of {@code each} operations to take at once; at least one. */
    static long of(long total, double each) {
        long most = Math.max(1, (long) (OPERATIONS / each));
        if (most >= total) {
            return total;
        }
        long pieces = (total + most - 1) / most;
        return (total + pieces - 1) / pieces;
    }
}
