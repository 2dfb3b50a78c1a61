package dev.shotwright.server.models;

import dev.shotwright.jobs.queue.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long draws of each model took lately, looked up now and then. */
final class UsualWaits {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Waits waits;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    UsualWaits(Waits waits, Clock clock) {
        this.waits = waits;
        this.clock = clock;
    }

    private record Known(Map<String, Duration> waits, Instant until) {}

    @Nullable
    Duration of(String model) {
        var before = known;
        var now = clock.instant();
        if (!now.isBefore(before.until())) {
            before = new Known(waits.usual(), now.plus(FRESH));
            known = before;
        }
        return before.waits().get(model);
    }
}
