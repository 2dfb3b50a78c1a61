package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish of the user that the work should stop, carried from a signal to the thread that works. */
public final class Cancellation {
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile boolean working;

    /** Asks for an end, and waits until the work, if there is any to be undone, has ended. */
    void request(Duration patience) {
        requested = true;
        if (working) {
            try {
                var _ = finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Notes that work has begun that must be undone when it is cancelled. */
    void begin() {
        working = true;
        check();
    }

    /** Notes that nothing is left to be undone. */
    void finish() {
        finished.countDown();
    }

    boolean finished() {
        return finished.getCount() == 0;
    }

    /** @throws ShotwrightException with {@link ErrorCode#CANCELLED} once an end was asked for */
    void check() {
        if (requested) {
            throw new ShotwrightException(ErrorCode.CANCELLED, "cancelled; no file was left behind");
        }
    }
}
