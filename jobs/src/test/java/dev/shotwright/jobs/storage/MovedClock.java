package dev.shotwright.jobs.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. */
public final class MovedClock implements InstantSource {
    private volatile Instant now;

    public MovedClock(Instant start) {
        now = start;
    }

    public void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
