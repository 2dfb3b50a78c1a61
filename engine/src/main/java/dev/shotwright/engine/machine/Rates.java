package dev.shotwright.engine.machine;

import dev.shotwright.tensor.compute.OpenBlas;

/**
 * How fast the heavy operations run, in GFLOP/s.
 *
 * @param attentionF32 attention in 32-bit floats with one thread of OpenBLAS in each of libtorch's own
 * @param attentionF32Threads the same with all of OpenBLAS's threads
 */
public record Rates(
        double linearF32,
        double linearBf16,
        double attentionF32,
        double attentionF32Threads,
        double attentionBf16,
        double convolutionF32,
        double convolutionBf16) {
    private static final double WORTH_IT = 1.1;

    /** How many threads of OpenBLAS attention in 32-bit floats is given: one, or all where they were measured to be faster. */
    public int attentionThreads() {
        return attentionF32Threads > WORTH_IT * attentionF32 ? OpenBlas.cores() : 1;
    }

    /** Attention in 32-bit floats with that number of threads. */
    public double attentionF32Chosen() {
        return attentionThreads() == 1 ? attentionF32 : attentionF32Threads;
    }
}
