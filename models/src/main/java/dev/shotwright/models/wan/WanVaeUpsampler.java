package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeWeights.Laid;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Twice the height and width, half the channels and, where it has a convolution along time, twice the frames.
 *
 * <p>Repeating every pixel and then convolving by 3×3 is done without repeating: each of the four pixels that come from one
 * is a convolution by 2×2 with sums of the weights. The first frame of a video is not doubled, and the convolution along
 * time does not see it.
 */
final class WanVaeUpsampler implements WanVaeLayer {
    private static final int[][][] TAPS = {{{0}, {1, 2}}, {{0, 1}, {2}}};

    private final @Nullable TimeConvolution time;
    private final Laid[][] weights = new Laid[2][2];
    private final Laid bias;

    WanVaeUpsampler(WanVaeWeights weights, long in, long out, boolean temporal, Arithmetic arithmetic) {
        var compute = arithmetic.convolution();
        this.time = temporal ? new TimeConvolution(weights.at("time_conv"), in, 2 * in) : null;
        var convolution = weights.at("resample.1");
        this.bias = convolution.vector("bias", compute, out);
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                int[][] down = TAPS[a];
                int[][] across = TAPS[b];
                this.weights[a][b] = convolution.take(
                        "weight", parameter -> folded(parameter, down, across, compute), out, in, 3, 3);
            }
        }
    }

    private static Tensor folded(Tensor weight, int[][] down, int[][] across, DataType compute) {
        var sum =
                Tensor.zeros(DataType.F64, weight.size(0), weight.size(1), 2, 2).to(weight.device());
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                for (int y : down[i]) {
                    for (int x : across[j]) {
                        sum.select(2, i)
                                .select(2, j)
                                .addInPlace(weight.select(2, y).select(2, x).to(DataType.F64));
                    }
                }
            }
        }
        return Planes.laid(sum.to(compute));
    }

    @Override
    public Tensor forward(Tensor x, WanVaeStream stream) {
        return enlarged(time == null || stream.first() ? x : doubled(time, x, stream), stream);
    }

    private static Tensor doubled(TimeConvolution convolution, Tensor x, WanVaeStream stream) { // (2t, r, w, in)
        var memory = stream.of(convolution);
        var past = memory.frames();
        long c = x.size(3);
        var y = Tensor.emptyLike(x, 2 * x.size(0), x.size(1), x.size(2), c);
        for (long i = 0; i < x.size(0); i++) {
            var frames = new ArrayList<@Nullable Tensor>();
            for (long at = i - 2; at <= i; at++) {
                frames.add(at >= 0 ? x.select(0, at) : past == null ? null : past.select(0, 2 + at));
            }
            convolution.forward(frames, 0, y.select(0, 2 * i));
            convolution.forward(frames, c, y.select(0, 2 * i + 1));
        }
        memory.remember(x, 2);
        return y;
    }

    private Tensor enlarged(Tensor x, WanVaeStream stream) {
        var memory = stream.of(this);
        long t = x.size(0);
        long w = x.size(2);
        var window = WanVaeWindow.of(stream, memory, x, t, 1, 0);
        window.planes().narrow(1, window.kept(), window.fresh()).copyInPlace(x);
        long rows = Math.max(0, window.rows() - 2);
        window.keep(stream, memory, rows);
        var y = Tensor.emptyLike(x, t, 2 * rows, 2 * w, bias.get().size(0));
        if (rows == 0) {
            return y;
        }
        var pixels = y.reshape(t, rows, 2, w, 2, bias.get().size(0));
        for (long i = 0; i < t; i++) {
            var frame = window.planes().select(0, i);
            var place = pixels.select(0, i); // (rows, 2, w, 2, out)
            for (int a = 0; a < 2; a++) {
                var lines = frame.narrow(0, a, rows + 1);
                for (int b = 0; b < 2; b++) {
                    var weight = weights[a][b].get();
                    long column = b;
                    var target = place.select(1, a).select(2, b); // (rows, w, out)
                    Scope.run(() -> target.copyInPlace(
                            Planes.convolve(lines, weight, bias.get(), 1, 0, 1).narrow(1, column, w)));
                }
            }
        }
        return y;
    }
}
