package dev.shotwright.providers.transport;

import java.time.Duration;
import java.time.Instant;

/** The time, and waiting for it to pass. */
public interface Waiting {

    Instant now();

    /** @throws InterruptedException as soon as the thread is interrupted */
    void pause(Duration time) throws InterruptedException;

    /** The clock on the wall. */
    static Waiting real() {
        return new Waiting() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(time);
            }
        };
    }
}
