package dev.shotwright.engine.machine;

/**
 * How fast the heavy operations run, in GFLOP/s.
 *
 * @param attentionF32Threads attention in 32-bit floats with all of OpenBLAS's threads beside libtorch's own, which is how it
 *     would run if nobody held OpenBLAS to one
 */
public record Rates(
        double linearF32,
        double linearBf16,
        double attentionF32,
        double attentionF32Threads,
        double attentionBf16,
        double convolutionF32,
        double convolutionBf16) {}
