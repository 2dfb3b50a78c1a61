package dev.shotwright.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time, and what a test has put it forward by. */
public final class MovableClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public void forward(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
    }

    /** Puts the time forward to the next moment at which so many seconds of a span of that many are over. */
    public void forwardTo(Duration past, Duration span) {
        var over = Math.floorMod(instant().getEpochSecond(), span.toSeconds());
        forward(Duration.ofSeconds(Math.floorMod(past.toSeconds() - over, span.toSeconds())));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
