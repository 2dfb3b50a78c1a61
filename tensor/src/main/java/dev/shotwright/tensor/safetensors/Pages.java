package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.SystemFunction;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Advice to the operating system about pages of mapped files: {@code madvise} where there is one, nothing elsewhere. */
final class Pages {
    private static final int WILL_NEED = 3;
    private static final int DO_NOT_NEED = 4;
    private static final @Nullable MethodHandle ADVISE = SystemFunction.named(
            "madvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final long SIZE = size();

    private Pages() {}

    /** Starts to read the pages that hold {@code memory}. */
    static void fetch(MemorySegment memory) {
        advise(memory, WILL_NEED);
    }

    /** Drops the pages that hold {@code memory}, also those that it shares with its neighbours. */
    static void drop(MemorySegment memory) {
        advise(memory, DO_NOT_NEED);
    }

    private static void advise(MemorySegment memory, int advice) {
        if (ADVISE == null || memory.byteSize() == 0) {
            return;
        }
        long from = memory.address() / SIZE * SIZE;
        long to = memory.address() + memory.byteSize();
        try {
            int _ = (int) ADVISE.invokeExact(from, to - from, advice);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long size() {
        var call = SystemFunction.named("getpagesize", FunctionDescriptor.of(ValueLayout.JAVA_INT));
        try {
            return call == null ? 4096 : (int) call.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
