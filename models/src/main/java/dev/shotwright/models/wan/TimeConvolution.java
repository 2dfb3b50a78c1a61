package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeWeights.Laid;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A convolution over three frames that looks at each pixel alone, in 32-bit floats. */
final class TimeConvolution {
    private final List<Laid> taps = new ArrayList<>(); // (out, in) of each frame
    private final Laid bias;

    TimeConvolution(WanVaeWeights weights, long in, long out) {
        for (int k = 0; k < 3; k++) {
            int tap = k;
            taps.add(weights.take(
                    "weight",
                    parameter -> parameter.to(DataType.F32).select(2, tap).flatten(1, 3),
                    out,
                    in,
                    3,
                    1,
                    1));
        }
        bias = weights.vector("bias", DataType.F32, out);
    }

    /**
     * Writes some of the channels that come out.
     *
     * @param frames three of {@code (r, w, in)}; null is zero
     * @param from the first channel
     * @param y {@code (r, w, count)}, contiguous
     */
    void forward(List<@Nullable Tensor> frames, long from, Tensor y) {
        Scope.run(() -> {
            long count = y.size(2);
            var rows = y.reshape(-1, count);
            var sum = bias.get().narrow(0, from, count);
            for (int k = 0; k < taps.size(); k++) {
                var frame = frames.get(k);
                if (frame != null) {
                    Scope.pause();
                    var tap = taps.get(k).get().narrow(0, from, count).transpose(0, 1);
                    sum = rows.setToProduct(sum, frame.reshape(-1, frame.size(2)), tap);
                }
            }
        });
    }
}
