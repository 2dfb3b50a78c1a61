package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeWeights.Laid;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Half the height and width and, where it has a convolution along time, half the frames. The first frame of a video stays
 * one, and the convolution along time only remembers it.
 */
final class WanVaeDownsampler implements WanVaeLayer {
    private final Laid weight;
    private final Laid bias;
    private final @Nullable TimeConvolution time;

    WanVaeDownsampler(WanVaeWeights weights, long channels, boolean temporal, Arithmetic arithmetic) {
        var compute = arithmetic.convolution();
        var convolution = weights.at("resample.1");
        weight = convolution.take("weight", parameter -> Planes.laid(parameter.to(compute)), channels, channels, 3, 3);
        bias = convolution.vector("bias", compute, channels);
        time = temporal ? new TimeConvolution(weights.at("time_conv"), channels, channels) : null;
    }

    @Override
    public Tensor forward(Tensor x, WanVaeStream stream) {
        var y = reduced(x, stream);
        return time == null ? y : halved(time, y, stream);
    }

    private Tensor reduced(Tensor x, WanVaeStream stream) { // (t, r / 2, w / 2, c)
        var memory = stream.of(this);
        long t = x.size(0);
        var window = WanVaeWindow.of(stream, memory, x, t, 0, 1);
        window.planes()
                .narrow(1, window.kept(), window.fresh())
                .narrow(2, 0, x.size(2))
                .copyInPlace(x);
        long rows = Math.max(0, (window.rows() - 1) / 2);
        window.keep(stream, memory, 2 * rows);
        var y = Tensor.emptyLike(x, t, rows, x.size(2) / 2, bias.get().size(0));
        for (long i = 0; i < t && rows > 0; i++) {
            y.select(0, i)
                    .copyInPlace(Planes.convolve(
                            window.planes().select(0, i).narrow(0, 0, 2 * rows + 1),
                            weight.get(),
                            bias.get(),
                            2,
                            0,
                            0));
        }
        return y;
    }

    private static Tensor halved(TimeConvolution convolution, Tensor x, WanVaeStream stream) { // (t / 2, r, w, c)
        var memory = stream.of(convolution);
        var past = memory.frames();
        var y = x;
        if (past != null) {
            y = Tensor.emptyLike(x, x.size(0) / 2, x.size(1), x.size(2), x.size(3));
            for (long i = 0; i < y.size(0); i++) {
                var before = i == 0 ? past.select(0, 0) : x.select(0, 2 * i - 1);
                convolution.forward(
                        Arrays.asList(before, x.select(0, 2 * i), x.select(0, 2 * i + 1)), 0, y.select(0, i));
            }
        }
        memory.remember(x, 1);
        return y;
    }
}
