package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Arrays;
import java.util.List;

/**
 * What a tensor is, without its elements.
 *
 * @param shape the length of every dimension; none for a single number
 */
public record TensorForm(DataType type, List<Long> shape) {
    public TensorForm {
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(length -> length < 0)) {
            throw ShotwrightException.invalid("shape", shape, "lengths from 0");
        }
    }

    public static TensorForm of(DataType type, long... shape) {
        return new TensorForm(type, Arrays.stream(shape).boxed().toList());
    }

    public static TensorForm of(Tensor tensor) {
        return of(tensor.type(), tensor.shape());
    }

    /**
     * How many bytes the elements take.
     *
     * @throws ArithmeticException if that is no number of 64 bits
     */
    public long bytes() {
        long bytes = type.bytes();
        for (long length : shape) {
            bytes = Math.multiplyExact(bytes, length);
        }
        return bytes;
    }

    long[] lengths() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
