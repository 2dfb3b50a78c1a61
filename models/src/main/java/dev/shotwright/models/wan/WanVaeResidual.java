package dev.shotwright.models.wan;

import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import org.jspecify.annotations.Nullable;

/** Norm, SiLU and convolution twice, added to what came in. */
final class WanVaeResidual implements WanVaeLayer {
    private final WanVaeNorm norm1;
    private final CausalConvolution conv1;
    private final WanVaeNorm norm2;
    private final CausalConvolution conv2;
    private final @Nullable Pointwise shortcut;

    /** @param frames how many frames a chunk has here, but for the first */
    WanVaeResidual(WanVaeWeights weights, long in, long out, int frames, Arithmetic arithmetic) {
        var compute = arithmetic.convolution();
        norm1 = new WanVaeNorm(weights.at("norm1"), in, 1, 1, 1);
        conv1 = new CausalConvolution(weights.at("conv1"), in, out, compute, frames);
        norm2 = new WanVaeNorm(weights.at("norm2"), out, 1, 1, 1);
        conv2 = new CausalConvolution(weights.at("conv2"), out, out, compute, frames);
        shortcut = in == out ? null : new Pointwise(weights.at("conv_shortcut"), in, out, 1, 1, 1);
    }

    @Override
    public Tensor forward(Tensor x, WanVaeStream stream) {
        var memory = stream.of(this);
        var kept = memory.rows();
        var h = shortcut == null ? x : shortcut.forward(x);
        var waiting = kept == null ? h : Tensor.cat(1, kept, h);
        var y = conv1.forward(norm1.activated(x), stream);
        y = conv2.forward(norm2.activated(y), stream);
        long ready = y.size(1);
        long left = waiting.size(1) - ready;
        memory.rows(stream.last() ? null : waiting.narrow(1, ready, left).copy());
        return y.addInPlace(waiting.narrow(1, 0, ready));
    }
}
