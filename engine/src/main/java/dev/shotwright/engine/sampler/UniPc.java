package dev.shotwright.engine.sampler;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * UniPC of order 2 on the flow: each step predicts the next sample from the last two estimates of the clean one, and
 * corrects the last prediction by the new estimate first.
 *
 * <p>Paper: "UniPC: A Unified Predictor-Corrector Framework" (arXiv 2302.04867), with B₂(h). Reference: {@code
 * UniPCMultistepScheduler} of huggingface/diffusers 0.42.1 (Apache-2.0) with flow prediction, flow sigmas and a final step of
 * lower order. Coefficients are 32-bit floats there and here.
 */
public final class UniPc implements Sampler {
    private static final int TRAIN_STEPS = 1000;
    private static final int ORDER = 2;
    private static final double NEARLY_ALL_NOISE = 1e-6;

    private final Scope scope = Scope.detached();
    private final float[] sigmas;
    private final double[] timesteps;
    private int index;
    private int lastOrder;
    private @Nullable Tensor clean;
    private @Nullable Tensor cleanBefore;
    private @Nullable Tensor lastSample;

    /**
     * @param steps at least 1
     * @param shift how far the steps lean towards noise; 1 for even steps
     */
    public UniPc(int steps, double shift) {
        Shift.check(steps, shift);
        this.sigmas = new float[steps + 1];
        this.timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            double even = 1 + (1.0 / TRAIN_STEPS - 1) * i / steps;
            double sigma = Shift.of(even, shift);
            if (i == 0 && Math.abs(sigma - 1) < NEARLY_ALL_NOISE) {
                sigma -= NEARLY_ALL_NOISE;
            }
            sigmas[i] = (float) sigma;
            timesteps[i] = (long) (sigma * TRAIN_STEPS);
        }
    }

    /** Whole numbers, rounded down. */
    @Override
    public double[] timesteps() {
        return timesteps.clone();
    }

    @Override
    public float[] sigmas() {
        return sigmas.clone();
    }

    @Override
    public Tensor step(Tensor flow, Tensor sample) {
        try (var step = Scope.open()) {
            var x = sample.to(DataType.F32);
            var estimate = x.sub(flow.to(DataType.F32).mul(sigmas[index]));
            var corrected = lastSample == null || clean == null ? x : corrected(estimate, lastSample, clean);
            int order = Math.min(Math.min(ORDER, timesteps.length - index), lastOrder + 1);
            var next = predicted(estimate, corrected, order);
            lastOrder = order;
            index++;
            hold(estimate, corrected == sample ? corrected.copy() : corrected);
            return step.leave(next);
        }
    }

    private void hold(Tensor estimate, Tensor corrected) {
        if (cleanBefore != null) {
            cleanBefore.close();
        }
        if (lastSample != null) {
            lastSample.close();
        }
        cleanBefore = clean;
        clean = scope.keep(estimate);
        lastSample = scope.keep(corrected);
    }

    /** From the corrected sample at {@code index} to a prediction at {@code index + 1}. */
    private Tensor predicted(Tensor estimate, Tensor x, int order) {
        var move = new Move(sigmas[index], sigmas[index + 1]);
        var next = x.mul(move.kept).sub(estimate.mul(move.alpha * move.phi));
        if (order == 2 && clean != null) {
            float r = move.ratio(sigmas[index - 1]);
            next = next.sub(clean.sub(estimate).mul(0.5f / r * move.alpha * move.phi));
        }
        return next;
    }

    /** From the last sample at {@code index − 1} to {@code index} again, now that the estimate there is known. */
    private Tensor corrected(Tensor estimate, Tensor last, Tensor m0) {
        var move = new Move(sigmas[index - 1], sigmas[index]);
        var again = last.mul(move.kept).sub(m0.mul(move.alpha * move.phi));
        float scale = move.alpha * move.phi;
        var change = estimate.sub(m0);
        if (lastOrder == 1 || cleanBefore == null) {
            return again.sub(change.mul(0.5f * scale));
        }
        float r = move.ratio(sigmas[index - 2]);
        float b1 = move.weight(1);
        float b2 = move.weight(2);
        float before = (b1 - b2) / (1 - r);
        float now = b1 - before;
        return again.sub(cleanBefore.sub(m0).mul(before / r * scale)).sub(change.mul(now * scale));
    }

    /** The coefficients of a move between two noise levels. */
    private static final class Move {
        private final float lambda;
        private final float h;
        final float alpha;
        final float kept;
        final float phi;

        Move(float from, float to) {
            this.alpha = 1 - to;
            this.kept = to / from;
            this.lambda = lambda(from);
            this.h = lambda(to) - lambda;
            this.phi = (float) Math.expm1(-h);
        }

        static float lambda(float sigma) {
            return (float) Math.log(1 - sigma) - (float) Math.log(sigma);
        }

        /** How far back a noise level lies, in widths of this move. */
        float ratio(float sigma) {
            return (lambda(sigma) - lambda) / h;
        }

        /** The right-hand side of the order conditions: {@code k! · φₖ₊₁ · hh / B(h)}. */
        float weight(int k) {
            float hh = -h;
            float first = phi / hh - 1;
            return k == 1 ? first / phi : (first / hh - 0.5f) * 2 / phi;
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
