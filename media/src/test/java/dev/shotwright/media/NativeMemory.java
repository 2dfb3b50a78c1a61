package dev.shotwright.media;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/** What native code holds. */
final class NativeMemory {
    private static final int MALLINFO_FIELDS = 10;
    private static final int MAPPED = 4;
    private static final int USED = 7;

    private NativeMemory() {}

    /** The bytes that native code holds, by the C library's own count, which knows nothing of the Java heap. */
    @SuppressWarnings("restricted")
    static long held() {
        var linker = Linker.nativeLinker();
        var function = linker.defaultLookup().find("mallinfo2");
        assumeThat(function).as("only glibc tells how much is held").isPresent();
        try (var arena = Arena.ofConfined()) {
            var counts = MemoryLayout.sequenceLayout(MALLINFO_FIELDS, ValueLayout.JAVA_LONG);
            var result = MemoryLayout.structLayout(counts);
            var call = linker.downcallHandle(function.get(), FunctionDescriptor.of(result));
            var information = (MemorySegment) call.invokeExact((SegmentAllocator) arena);
            return information.getAtIndex(ValueLayout.JAVA_LONG, MAPPED)
                    + information.getAtIndex(ValueLayout.JAVA_LONG, USED);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
