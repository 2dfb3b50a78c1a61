package dev.shotwright.tensor.safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of this process's memory, in bytes. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Pages that no file stands behind. */
    public static long anonymous() {
        return read("RssAnon:");
    }

    /** Pages of mapped files. */
    public static long ofFiles() {
        return read("RssFile:");
    }

    private static long read(String field) {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
