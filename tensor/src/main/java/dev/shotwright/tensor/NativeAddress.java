package dev.shotwright.tensor;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Pointer;

/** A place in memory, as libtorch's bindings take it. */
final class NativeAddress extends Pointer {
    NativeAddress(MemorySegment segment) {
        address = segment.address();
    }
}
