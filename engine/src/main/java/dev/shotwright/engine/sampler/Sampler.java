package dev.shotwright.engine.sampler;

import dev.shotwright.tensor.Tensor;

/** Walks a sample from noise to a picture, one prediction of the flow a step. State is held in 32-bit floats. */
public sealed interface Sampler extends AutoCloseable permits UniPc, FlowEuler {

    /** What the model is told at each step, from near 1000 down. */
    double[] timesteps();

    /** The share of noise before each step, and 0 after the last. */
    float[] sigmas();

    /**
     * Takes the next step.
     *
     * @param flow the model's prediction at this step's timestep
     * @param sample what the step before gave, or the noise
     * @return the next sample, in the scope that is innermost now
     */
    Tensor step(Tensor flow, Tensor sample);

    @Override
    void close();
}
