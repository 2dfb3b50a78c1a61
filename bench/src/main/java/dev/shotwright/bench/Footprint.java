package dev.shotwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** The memory of its own that a process has while it is watched: RssAnon, which leaves out mapped files. Needs Linux. */
final class Footprint implements AutoCloseable {
    private static final Pattern ANONYMOUS = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB$");
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final Path status;
    private final Duration period;
    private final LongConsumer look;
    private final Thread watch;
    private volatile long kilobytes;

    private Footprint(long process, Duration period, LongConsumer look) {
        this.status = Path.of("/proc/" + process + "/status");
        this.period = period;
        this.look = look;
        this.watch = Thread.ofPlatform().daemon().start(this::watch);
    }

    /** Watches a process from now on. */
    static Footprint of(long process) {
        return of(process, PERIOD, _ -> {});
    }

    /** Watches a process from now on, and tells how many bytes it has each time. */
    static Footprint of(long process, Duration period, LongConsumer look) {
        return new Footprint(process, period, look);
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
                    var now = Long.parseLong(match.group(1));
                    kilobytes = Math.max(kilobytes, now);
                    look.accept(now << 10);
                }
                Thread.sleep(period);
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
