package dev.shotwright.tensor;

import dev.shotwright.vocabulary.Spelled;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What one element of a tensor is. */
public enum DataType implements Spelled {
    F64("f64", 8, ScalarType.Double),
    F32("f32", 4, ScalarType.Float),
    F16("f16", 2, ScalarType.Half),
    BF16("bf16", 2, ScalarType.BFloat16),
    F8_E4M3("f8-e4m3", 1, ScalarType.Float8_e4m3fn),
    I64("i64", 8, ScalarType.Long),
    I32("i32", 4, ScalarType.Int),
    I8("i8", 1, ScalarType.Char),
    U8("u8", 1, ScalarType.Byte),
    BOOL("bool", 1, ScalarType.Bool);

    private final String word;
    private final int bytes;
    private final ScalarType scalar;

    DataType(String word, int bytes, ScalarType scalar) {
        this.word = word;
        this.bytes = bytes;
        this.scalar = scalar;
    }

    @Override
    public String word() {
        return word;
    }

    /** How many bytes one element takes. */
    public int bytes() {
        return bytes;
    }

    /** Whether it holds fractions. */
    public boolean floating() {
        return switch (this) {
            case F64, F32, F16, BF16, F8_E4M3 -> true;
            case I64, I32, I8, U8, BOOL -> false;
        };
    }

    ScalarType scalar() {
        return scalar;
    }

    static DataType of(ScalarType scalar) {
        for (var type : values()) {
            if (type.scalar.value == scalar.value) {
                return type;
            }
        }
        throw new IllegalArgumentException("no tensors of " + scalar);
    }
}
