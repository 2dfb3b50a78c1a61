package dev.shotwright.engine.sampler;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;

/**
 * Euler's method on the flow. Reference: {@code FlowMatchEulerDiscreteScheduler} of huggingface/diffusers 0.42.1
 * (Apache-2.0), which shifts the least noise level twice.
 */
public final class FlowEuler implements Sampler {
    private static final int TRAIN_STEPS = 1000;

    private final float[] sigmas;
    private int index;

    /**
     * @param steps at least 1
     * @param shift how far the steps lean towards noise; 1 for even steps
     */
    public FlowEuler(int steps, double shift) {
        Shift.check(steps, shift);
        double first = TRAIN_STEPS;
        double last = (double) least((float) shift) * TRAIN_STEPS;
        double width = steps == 1 ? 0 : (last - first) / (steps - 1);
        this.sigmas = new float[steps + 1];
        for (int i = 0; i < steps; i++) {
            double timestep = i > 0 && i == steps - 1 ? last : first + i * width;
            sigmas[i] = (float) Shift.of(timestep / TRAIN_STEPS, shift);
        }
    }

    private static float least(float shift) {
        float sigma = 1f / TRAIN_STEPS;
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    @Override
    public double[] timesteps() {
        var timesteps = new double[sigmas.length - 1];
        for (int i = 0; i < timesteps.length; i++) {
            timesteps[i] = sigmas[i] * TRAIN_STEPS;
        }
        return timesteps;
    }

    @Override
    public float[] sigmas() {
        return sigmas.clone();
    }

    @Override
    public Tensor step(Tensor flow, Tensor sample) {
        float width = sigmas[index + 1] - sigmas[index];
        index++;
        return Scope.tidy(
                () -> sample.to(DataType.F32).add(flow.to(DataType.F32).mul(width)));
    }

    @Override
    public void close() {}
}
