package dev.shotwright.tensor.compute;

import dev.shotwright.tensor.DataType;
import dev.shotwright.vocabulary.ShotwrightException;

/**
 * Which type each kind of heavy operation computes in; weights may be stored in another.
 *
 * @param linear of linear layers
 * @param attention of attention
 * @param convolution of convolutions
 */
public record Arithmetic(DataType linear, DataType attention, DataType convolution) {
    public static final Arithmetic F32 = all(DataType.F32);

    public Arithmetic {
        check("linear", linear);
        check("attention", attention);
        check("convolution", convolution);
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
