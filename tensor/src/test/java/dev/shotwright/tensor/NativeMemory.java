package dev.shotwright.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** What the C library has handed out, by its own account: {@code mallinfo2} of glibc. */
final class NativeMemory {
    private static final MemoryLayout MALLINFO2 = MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG);
    private static final int MAPPED = 4;
    private static final int IN_USE = 7;

    private NativeMemory() {}

    @SuppressWarnings("restricted")
    static long used() {
        var linker = Linker.nativeLinker();
        var call = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("mallinfo2"),
                FunctionDescriptor.of(MemoryLayout.structLayout(MALLINFO2)));
        try (var arena = Arena.ofConfined()) {
            var answer = (MemorySegment) call.invokeExact((SegmentAllocator) arena);
            return answer.getAtIndex(ValueLayout.JAVA_LONG, MAPPED) + answer.getAtIndex(ValueLayout.JAVA_LONG, IN_USE);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
