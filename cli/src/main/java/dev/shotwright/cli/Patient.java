package dev.shotwright.cli;

import dev.shotwright.providers.transport.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits by the clock until somebody stops it, and not at all after that. */
final class Patient implements Waiting {
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Patient(Clock clock) {
        this.clock = clock;
    }

    void stop() {
        stopped.countDown();
    }

    boolean waits() {
        return stopped.getCount() > 0;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("nobody waits any more");
        }
    }
}
