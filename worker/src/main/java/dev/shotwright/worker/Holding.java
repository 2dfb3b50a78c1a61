package dev.shotwright.worker;

import dev.shotwright.jobs.queue.Advance;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job under this worker's lease: where its thread tells how far it is, and learns what is wanted of it. The wishes only
 * grow stronger.
 */
final class Holding implements Waiting, Progress {
    private final Lease lease;
    private final Clock clock;
    private Wish wish = Wish.GO_ON;
    private Wish heeded = Wish.GO_ON;
    private volatile boolean left;
    private volatile @Nullable String awaited;
    private boolean woken;
    private volatile boolean seen;
    private boolean changed;
    private double share;
    private @Nullable String phase;

    /** What is wanted of a job under way, the stronger the later. */
    enum Wish {
        GO_ON,
        /** Its owner wants it no more. */
        CANCEL,
        /** This worker ends; another one is to go on. */
        GIVE_BACK,
        /** Another worker has it. */
        LOST
    }

    Holding(Lease lease, Clock clock) {
        this.lease = lease;
        this.clock = clock;
    }

    Lease lease() {
        return lease;
    }

    synchronized void wish(Wish more) {
        if (more.compareTo(wish) > 0) {
            wish = more;
            notifyAll();
        }
    }

    /** What is wanted, and not yet heeded by {@link #heed}. */
    synchronized Wish wish() {
        return wish == heeded ? Wish.GO_ON : wish;
    }

    /** Goes on although a wish was told, since all that could be done about it has been done. */
    synchronized void heed(Wish done) {
        heeded = done;
    }

    boolean goesOn() {
        return wish() == Wish.GO_ON;
    }

    /** Notes the draw that is waited for, as callbacks name it: the vendor, a space, and its ticket. */
    void await(String vendor, String ticket) {
        awaited = vendor + " " + ticket;
    }

    @Nullable
    String awaited() {
        return awaited;
    }

    synchronized boolean lost() {
        return wish == Wish.LOST;
    }

    /** Notes that nobody waits any more for this worker to write anything down. */
    void leave() {
        left = true;
    }

    boolean left() {
        return left;
    }

    /** Ends a pause: something may have changed. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** Pauses until the time has passed or somebody wakes it; a wish that is not heeded ends it as an interruption does. */
    @Override
    public synchronized void pause(Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        while (wish == heeded && !woken) {
            var left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        woken = false;
        if (wish != heeded) {
            throw new InterruptedException("nobody waits any more");
        }
    }

    @Override
    public void advance(String phase, long done, long total) {
        check();
        if (total > 0) {
            tell(phase, (double) done / total);
        }
    }

    /** Stops work that is no longer wanted. */
    void check() {
        if (!goesOn()) {
            throw new ShotwrightException(ErrorCode.CANCELLED, "it is no longer wanted here");
        }
    }

    synchronized void tell(@Nullable String now, double done) {
        var within = Math.clamp(done, 0, 1);
        changed |= within != share || !Objects.equals(phase, now);
        phase = now;
        share = within;
    }

    /** Notes that the database was asked what is wanted of it. */
    void see() {
        seen = true;
    }

    boolean seen() {
        return seen;
    }

    /** Has how far it is told once more. */
    synchronized void tellAgain() {
        changed = true;
    }

    /** How far it is, once after each change; null if nothing has changed. */
    synchronized @Nullable Advance advance() {
        if (!changed || wish == Wish.LOST) {
            return null;
        }
        changed = false;
        return new Advance(lease, share, phase);
    }
}
