package dev.shotwright.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much memory a process of this machine could take now. */
public final class AvailableMemory {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path GROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
    private static final Path GROUP_USE = Path.of("/sys/fs/cgroup/memory.current");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    private AvailableMemory() {}

    /** What is free or can be freed, within the limit of a container where there is one. */
    public static ByteSize now() {
        try {
            long bytes = machine();
            if (Files.isReadable(GROUP_LIMIT) && Files.isReadable(GROUP_USE)) {
                var limit = Files.readString(GROUP_LIMIT).strip();
                if (!limit.equals("max")) {
                    bytes = Math.min(
                            bytes,
                            Math.max(
                                    0,
                                    Long.parseLong(limit)
                                            - Long.parseLong(
                                                    Files.readString(GROUP_USE).strip())));
                }
            }
            return new ByteSize(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long machine() throws IOException {
        if (Files.isReadable(MEMORY)) {
            var match = AVAILABLE.matcher(Files.readString(MEMORY));
            if (match.find()) {
                return Long.parseLong(match.group(1)) << 10;
            }
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
