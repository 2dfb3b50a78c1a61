package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wish of the user that the work should stop, carried from a signal to the thread that works. That thread undoes its
 * work by itself; where it does not come to it in time, last acts are done in its place.
 */
public final class Cancellation {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final ConcurrentLinkedDeque<Runnable> lastActs = new ConcurrentLinkedDeque<>();
    private volatile boolean requested;
    private volatile Exit exit = Exit.CANCELLED;
    private volatile @Nullable Thread worker;

    /** A last act that is called off by closing it. */
    @FunctionalInterface
    interface LastAct extends AutoCloseable {
        @Override
        void close();
    }

    /** Asks for an end; returns when the work has undone itself, or else when the last acts are done. */
    void request(Duration patience) {
        requested = true;
        var working = worker;
        if (working != null) {
            working.interrupt();
            try {
                if (finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        lastActs.forEach(Runnable::run);
    }

    boolean requested() {
        return requested;
    }

    /** Notes that this thread does work that it undoes when it is interrupted. */
    void begin() {
        worker = Thread.currentThread();
        check();
    }

    /** Notes that nothing is left to be undone. */
    void finish() {
        finished.countDown();
    }

    boolean finished() {
        return finished.getCount() == 0;
    }

    /** Has something done as {@link #lastly(Runnable)} does, and then ends the process as if that was its usual end. */
    LastAct lastly(Runnable act, Exit usual) {
        exit = usual;
        return lastly(act);
    }

    /** How the process ends when an end was asked for. */
    Exit exit() {
        return exit;
    }

    /** Has something done, before what was asked for earlier, if the process must end before the work has undone itself. */
    LastAct lastly(Runnable act) {
        lastActs.addFirst(act);
        return () -> lastActs.remove(act);
    }

    /** @throws ShotwrightException with {@link ErrorCode#CANCELLED} once an end was asked for */
    void check() {
        if (requested) {
            throw cancelled();
        }
    }

    static ShotwrightException cancelled() {
        return new ShotwrightException(ErrorCode.CANCELLED, "cancelled; no unfinished file was left behind");
    }
}
