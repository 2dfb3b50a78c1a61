package dev.shotwright.engine.sampler;

import dev.shotwright.vocabulary.ShotwrightException;

/** Leans a schedule towards noise: {@code s·σ / (1 + (s − 1)·σ)}. */
final class Shift {
    private static final int MOST_STEPS = 1000;

    private Shift() {}

    static double of(double sigma, double shift) {
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    static void check(int steps, double shift) {
        if (steps < 1 || steps > MOST_STEPS) {
            throw ShotwrightException.invalid("steps", steps, "1 to " + MOST_STEPS);
        }
        if (!(shift > 0) || Double.isInfinite(shift)) {
            throw ShotwrightException.invalid("shift", shift, "a number above 0");
        }
    }
}
