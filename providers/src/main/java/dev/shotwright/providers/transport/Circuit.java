package dev.shotwright.providers.transport;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps from asking a vendor that is down. It opens after some faults of the vendor in a row and lets one question through
 * after a pause; what is the caller's own fault does not count.
 */
final class Circuit {
    private static final int FAULTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private int faults;
    private @Nullable Instant closesAt;

    /** How long the vendor is left alone yet; zero where it may be asked. */
    synchronized Duration rest(Instant now) {
        if (closesAt == null || !now.isBefore(closesAt)) {
            closesAt = faults >= FAULTS ? now.plus(PAUSE) : null;
            return Duration.ZERO;
        }
        return Duration.between(now, closesAt);
    }

    synchronized void answered() {
        faults = 0;
        closesAt = null;
    }

    synchronized void failed(Instant now) {
        if (++faults >= FAULTS) {
            closesAt = now.plus(PAUSE);
        }
    }
}
