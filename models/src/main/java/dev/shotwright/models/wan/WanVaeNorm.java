package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeWeights.Laid;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;

/** Channels scaled to the length √c and by a learnt factor each, in 32-bit floats. */
final class WanVaeNorm {
    private static final double LEAST_LENGTH = 1e-12;

    private final Laid gamma;

    /** @param kernel ones, as many as the checkpoint has behind the channels */
    WanVaeNorm(WanVaeWeights weights, long channels, long... kernel) {
        var shape = new long[1 + kernel.length];
        shape[0] = channels;
        System.arraycopy(kernel, 0, shape, 1, kernel.length);
        gamma = weights.take(
                "gamma", parameter -> parameter.to(DataType.F32).reshape(-1).mul(Math.sqrt((double) channels)), shape);
    }

    /** {@code (…, c) → (…, c)} */
    Tensor forward(Tensor x) {
        return Scope.tidy(() -> x.div(x.length(-1).atLeastInPlace(LEAST_LENGTH)).mulInPlace(gamma.get()));
    }

    /** The norm and SiLU after it. */
    Tensor activated(Tensor x) {
        return forward(x).siluInPlace();
    }
}
