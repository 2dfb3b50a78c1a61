package dev.shotwright.engine.machine;

import dev.shotwright.tensor.SystemFunction;
import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.foreign.ValueLayout.OfInt;
import java.lang.foreign.ValueLayout.OfLong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The part of the memory in which the system keeps what was read from files or written to them. */
final class PageCache {
    private static final OfInt INT = ValueLayout.JAVA_INT;
    private static final OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final int READ_ONLY = 0;
    private static final int DO_NOT_NEED = 4;
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    private PageCache() {}

    /** Drops a synced file, by {@code posix_fadvise}; whether it did, and there is a disk behind the file. */
    static boolean drop(Path file) throws IOException {
        if (IN_MEMORY.contains(Files.getFileStore(file).type())) {
            return false;
        }
        var open = SystemFunction.named("open", FunctionDescriptor.of(INT, ADDRESS, INT));
        var advise = SystemFunction.named("posix_fadvise", FunctionDescriptor.of(INT, INT, LONG, LONG, INT));
        var close = SystemFunction.named("close", FunctionDescriptor.of(INT, INT));
        if (open == null || advise == null || close == null) {
            return false;
        }
        try (var arena = Arena.ofConfined()) {
            int opened = (int) open.invokeExact(arena.allocateFrom(file.toString()), READ_ONLY);
            if (opened < 0) {
                return false;
            }
            int refused = (int) advise.invokeExact(opened, 0L, 0L, DO_NOT_NEED);
            int _ = (int) close.invokeExact(opened);
            return refused == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
