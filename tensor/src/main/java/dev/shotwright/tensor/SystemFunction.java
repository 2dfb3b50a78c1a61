package dev.shotwright.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** A function of the operating system that Java has no word for. */
public final class SystemFunction {
    private SystemFunction() {}

    /**
     * The function of a name.
     *
     * @param type what it takes and gives back; nobody checks this, and what is wrong ends the process
     * @return null where the operating system has none of this name
     */
    @SuppressWarnings("restricted")
    public static @Nullable MethodHandle named(String name, FunctionDescriptor type) {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(address -> linker.downcallHandle(address, type))
                .orElse(null);
    }
}
