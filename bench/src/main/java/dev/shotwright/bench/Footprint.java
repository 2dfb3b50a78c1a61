package dev.shotwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The most memory of its own that a process has had while it was watched: RssAnon, which leaves out mapped files. */
final class Footprint implements AutoCloseable {
    private static final Pattern ANONYMOUS = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB$");
    private static final long PERIOD = 50;

    private final Path status;
    private final Thread watch;
    private volatile long kilobytes;

    private Footprint(long process) {
        this.status = Path.of("/proc/" + process + "/status");
        this.watch = Thread.ofPlatform().daemon().start(this::watch);
    }

    /** Watches a process from now on. */
    static Footprint of(long process) {
        return new Footprint(process);
    }

    /** The peak so far. */
    long megabytes() {
        return kilobytes >> 10;
    }

    private void watch() {
        try {
            while (true) {
                var match = ANONYMOUS.matcher(Files.readString(status));
                if (match.find()) {
                    kilobytes = Math.max(kilobytes, Long.parseLong(match.group(1)));
                }
                Thread.sleep(PERIOD);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the process has ended, or the watch has
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
