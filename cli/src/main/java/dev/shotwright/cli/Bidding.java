package dev.shotwright.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish that a process which serves should end, from whoever has it, until everything that it uses is closed. */
final class Bidding implements AutoCloseable {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Console console;
    private final Cancellation.LastAct act;

    /** From now on a signal ends the process as soon as this is closed, and with the usual status. */
    Bidding(Surroundings surroundings, Console console) {
        this.console = console;
        this.act = surroundings.cancellation().lastly(this::endAndWait, Exit.DONE);
    }

    private void endAndWait() {
        tell();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tell() {
        told.countDown();
    }

    /** Waits for some time; whether somebody has the wish. */
    boolean await(Duration time) {
        try {
            return told.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits until somebody has the wish. */
    void await() {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (told.getCount() == 0) {
            console.conclude();
        }
        act.close();
        done.countDown();
    }
}
