package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeWeights.Laid;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Linear;

/** A convolution that looks at one pixel of one frame, in 32-bit floats. */
final class Pointwise {
    private final Laid weight;
    private final Laid bias;

    /** @param kernel {@code 1, 1} or {@code 1, 1, 1}, as the checkpoint has it */
    Pointwise(WanVaeWeights weights, long in, long out, long... kernel) {
        var shape = new long[2 + kernel.length];
        shape[0] = out;
        shape[1] = in;
        System.arraycopy(kernel, 0, shape, 2, kernel.length);
        weight = weights.take("weight", parameter -> parameter.to(DataType.F32).reshape(-1, in), shape);
        bias = weights.vector("bias", DataType.F32, out);
    }

    /** {@code (…, in) → (…, out)} */
    Tensor forward(Tensor x) {
        return new Linear(weight.get(), bias.get(), DataType.F32).forward(x);
    }
}
