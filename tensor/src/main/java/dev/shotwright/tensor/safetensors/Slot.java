package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.DataType;
import java.util.List;

/** The place of one tensor in a file: what it holds, and its bytes counted from the end of the header. */
record Slot(DataType type, List<Long> shape, long begin, long end) {
    Slot {
        shape = List.copyOf(shape);
    }

    long bytes() {
        return end - begin;
    }

    long[] lengths() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many bytes a tensor takes. */
    static long bytes(DataType type, List<Long> shape) {
        long bytes = type.bytes();
        for (long length : shape) {
            bytes = Math.multiplyExact(bytes, length);
        }
        return bytes;
    }
}
