package dev.shotwright.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Memory that tensors have left and that the C library holds back for the next ones: {@code malloc_trim} gives it to the system
 * where there is one, and elsewhere nothing is done. It takes some milliseconds.
 */
public final class Surplus {
    private static final @Nullable MethodHandle TRIM =
            SystemFunction.named("malloc_trim", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

    private Surplus() {}

    /** Gives to the system what no tensor lies in. */
    public static void giveBack() {
        if (TRIM == null) {
            return;
        }
        try {
            int _ = (int) TRIM.invokeExact(0L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
