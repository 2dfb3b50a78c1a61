package dev.shotwright.providers;

import dev.shotwright.providers.transport.Waiting;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only where somebody waits for it. */
public final class SkippedTime implements Waiting {
    private Instant now = Instant.now();
    private Duration waited = Duration.ZERO;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now = now.plus(time);
        waited = waited.plus(time);
    }

    /** How long was waited in all. */
    public synchronized Duration waited() {
        return waited;
    }
}
