package dev.shotwright.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much memory this process has. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private ResidentMemory() {}

    /** What lies in the machine's memory; where the system does not tell, what Java has reserved. */
    public static ByteSize now() {
        try {
            if (Files.isReadable(STATUS)) {
                var match = RESIDENT.matcher(Files.readString(STATUS));
                if (match.find()) {
                    return new ByteSize(Long.parseLong(match.group(1)) << 10);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var memory = ManagementFactory.getMemoryMXBean();
        return new ByteSize(memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted());
    }
}
