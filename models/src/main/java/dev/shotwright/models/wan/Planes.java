package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Flat convolutions of one frame whose channels come last. */
final class Planes {
    private Planes() {}

    /** A weight {@code (out, in, kh, kw)} as {@code (out, kh, kw, in)}. */
    static Tensor laid(Tensor weight) {
        return weight.permute(0, 2, 3, 1).contiguous();
    }

    /**
     * {@code (h, w, in) → (h', w', out)} in 32-bit floats.
     *
     * @param weight {@link #laid}, of the type to compute in
     * @param above how many rows of zeros to add above and below
     * @param beside how many columns of zeros to add to the left and to the right
     */
    static Tensor convolve(Tensor x, Tensor weight, @Nullable Tensor bias, long stride, long above, long beside) {
        Scope.pause();
        return Scope.tidy(() -> x.to(weight.type())
                .unsqueeze(0)
                .permute(0, 3, 1, 2)
                .conv2d(weight.permute(0, 3, 1, 2), bias, new long[] {stride, stride}, new long[] {above, beside})
                .permute(0, 2, 3, 1)
                .squeeze(0)
                .contiguous()
                .to(DataType.F32));
    }
}
