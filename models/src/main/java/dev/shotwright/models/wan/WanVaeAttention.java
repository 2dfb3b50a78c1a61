package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.compute.Attention;

/** Attention of every place of a frame to every other, with one head; it takes whole frames, not bands. */
final class WanVaeAttention implements WanVaeLayer {
    private final long channels;
    private final WanVaeNorm norm;
    private final Pointwise qkv;
    private final Pointwise out;
    private final DataType compute;
    private final int threads;

    WanVaeAttention(WanVaeWeights weights, long channels, Arithmetic arithmetic) {
        this.channels = channels;
        this.compute = arithmetic.attention();
        this.threads = arithmetic.threads();
        norm = new WanVaeNorm(weights.at("norm"), channels, 1, 1);
        qkv = new Pointwise(weights.at("to_qkv"), channels, 3 * channels, 1, 1);
        out = new Pointwise(weights.at("proj"), channels, channels, 1, 1);
    }

    @Override
    public Tensor forward(Tensor x, WanVaeStream stream) {
        long t = x.size(0);
        var tokens = qkv.forward(norm.forward(x)).reshape(t, 1, -1, 3 * channels); // (t, 1, h·w, 3c)
        var q = tokens.narrow(3, 0, channels);
        var k = tokens.narrow(3, channels, channels);
        var v = tokens.narrow(3, 2 * channels, channels);
        var attended = Attention.of(q, k, v, null, 1 / Math.sqrt((double) channels), compute, threads); // (t, h·w, c)
        return out.forward(attended.to(DataType.F32)).reshape(x.shape()).addInPlace(x);
    }
}
