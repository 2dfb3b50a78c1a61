package dev.shotwright.worker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long clips are kept; for good where it is null. */
record Retention(@Nullable Duration time) {

    @Nullable
    Instant expiry(Instant now) {
        return time == null ? null : now.plus(time);
    }
}
