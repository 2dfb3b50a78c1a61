package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
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
        var y = branch(x, stream);
        var memory = stream.of(this);
        var kept = memory.rows();
        var h = shortcut == null ? x : shortcut.forward(x);
        long early = kept == null ? 0 : Math.min(kept.size(1), y.size(1));
        if (kept != null) {
            y.narrow(1, 0, early).addInPlace(kept.narrow(1, 0, early));
        }
        long late = y.size(1) - early;
        y.narrow(1, early, late).addInPlace(h.narrow(1, 0, late));
        var left = h.narrow(1, late, h.size(1) - late);
        memory.rows(
                stream.last()
                        ? null
                        : kept == null || early == kept.size(1)
                                ? left.copy()
                                : Tensor.cat(1, kept.narrow(1, early, kept.size(1) - early), left));
        return y;
    }

    private Tensor branch(Tensor x, WanVaeStream stream) {
        var y = Scope.tidy(() -> conv1.forward(norm1.activated(x), stream));
        return Scope.tidy(() -> conv2.forward(norm2.activated(y), stream));
    }
}
