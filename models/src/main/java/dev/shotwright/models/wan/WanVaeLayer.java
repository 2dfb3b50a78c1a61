package dev.shotwright.models.wan;

import dev.shotwright.tensor.Tensor;

/** A step of a coder. */
sealed interface WanVaeLayer
        permits CausalConvolution, WanVaeHead, WanVaeResidual, WanVaeAttention, WanVaeUpsampler, WanVaeDownsampler {
    /**
     * The next band of rows of the next chunk of frames, in 32-bit floats with the channels last.
     *
     * @param x {@code (t, r, w, c)}, contiguous; there may be no rows
     * @return {@code (t', r', w', c')}
     */
    Tensor forward(Tensor x, WanVaeStream stream);
}
