package dev.shotwright.tensor.compute;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.vocabulary.ShotwrightException;

/**
 * How and where heavy operations are computed; weights may be stored in another type and on another device.
 *
 * @param linear of linear layers
 * @param attention of attention
 * @param convolution of convolutions
 * @param threads of OpenBLAS that attention in 32-bit floats is given on the CPU
 */
public record Arithmetic(DataType linear, DataType attention, DataType convolution, int threads, Device device) {
    public static final Arithmetic F32 = all(DataType.F32);

    public Arithmetic {
        check("linear", linear);
        check("attention", attention);
        check("convolution", convolution);
        if (threads < 1) {
            throw ShotwrightException.invalid("threads", threads, "1 or more");
        }
    }

    /** On the CPU, with one thread of OpenBLAS. */
    public Arithmetic(DataType linear, DataType attention, DataType convolution) {
        this(linear, attention, convolution, 1, Device.CPU);
    }

    public Arithmetic withThreads(int count) {
        return new Arithmetic(linear, attention, convolution, count, device);
    }

    /** The same on another device. */
    public Arithmetic on(Device other) {
        return new Arithmetic(linear, attention, convolution, threads, other);
    }

    /** One type for everything. */
    public static Arithmetic all(DataType type) {
        return new Arithmetic(type, type, type);
    }

    private static void check(String field, DataType type) {
        switch (type) {
            case F64, F32, F16, BF16 -> {}
            case F8_E4M3, I64, I32, I8, U8, BOOL ->
                throw ShotwrightException.invalid(field, type.word(), "f64, f32, f16 or bf16");
        }
    }
}
