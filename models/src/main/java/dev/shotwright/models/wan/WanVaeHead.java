package dev.shotwright.models.wan;

import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;

/** The end of a coder: norm, SiLU and convolution. */
final class WanVaeHead implements WanVaeLayer {
    private final WanVaeNorm norm;
    private final CausalConvolution convolution;

    /** @param frames how many frames a chunk has here, but for the first */
    WanVaeHead(WanVaeWeights weights, long in, long out, int frames, Arithmetic arithmetic) {
        norm = new WanVaeNorm(weights.at("norm_out"), in, 1, 1, 1);
        convolution = new CausalConvolution(weights.at("conv_out"), in, out, arithmetic.convolution(), frames);
    }

    @Override
    public Tensor forward(Tensor x, WanVaeStream stream) {
        return convolution.forward(norm.activated(x), stream);
    }
}
