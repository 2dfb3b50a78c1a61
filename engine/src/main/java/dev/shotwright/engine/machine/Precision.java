package dev.shotwright.engine.machine;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.vocabulary.Spelled;

/** How exactly a model is computed: what the user may ask for. */
public enum Precision implements Spelled {
    /** Weights as the checkpoint has them, everything computed in 32-bit floats: the frames of the reference. */
    FP32("fp32"),
    /** Weights in bf16, products in bf16 wherever this machine is faster at it. */
    BF16("bf16"),
    /** The faster of the two: bf16 where the machine has fast products of it, and to halve the memory elsewhere. */
    AUTO("auto");

    private static final double WORTH_IT = 1.2;

    private final String word;

    Precision(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** The largest type that weights are kept in. */
    public DataType storage() {
        return switch (this) {
            case FP32 -> DataType.F32;
            case BF16, AUTO -> DataType.BF16;
        };
    }

    /** What each kind of operation computes in on a machine: on its CPU what was measured to be faster. */
    public Arithmetic arithmetic(Rates rates, Device device) {
        return switch (device) {
            case CPU -> onCpu(rates).withThreads(rates.attentionThreads());
            case CUDA -> (this == FP32 ? Arithmetic.F32 : Arithmetic.all(DataType.BF16)).on(device);
        };
    }

    private Arithmetic onCpu(Rates rates) {
        return switch (this) {
            case FP32 -> Arithmetic.F32;
            case BF16, AUTO ->
                new Arithmetic(
                        faster(rates.linearF32(), rates.linearBf16()),
                        faster(rates.attentionF32Chosen(), rates.attentionBf16()),
                        faster(rates.convolutionF32(), rates.convolutionBf16()));
        };
    }

    private static DataType faster(double f32, double bf16) {
        return bf16 > WORTH_IT * f32 ? DataType.BF16 : DataType.F32;
    }
}
