package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * The door through which jobs come in. Whoever submits waits until the disk has it; those who wait at the same time share the
 * wait.
 */
public final class Submissions implements AutoCloseable {
    /*
     * Submissions are gathered by account into the lines of a few writers, each of which writes what has gathered while it
     * wrote before: one transaction, one fdatasync. An account is always the same writer's, so that writers of a process never
     * wait for each other's locks. Lanes are woken after the commit, by another thread: a lane's row is the claim's, and is
     * not to be held while a disk turns.
     */
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final List<Writer> writers;
    private final Waker waker;
    private final Duration turn;
    private volatile boolean closed;

    /** @param writers how many transactions may be under way at once */
    public Submissions(Database database, InstantSource clock, Ids ids, Bell bell, int writers) {
        this(database, clock, ids, bell, writers, TURN);
    }

    /** @param turn how long a submission may wait before it is being committed */
    Submissions(Database database, InstantSource clock, Ids ids, Bell bell, int writers, Duration turn) {
        this.turn = turn;
        this.waker = new Waker(database, bell);
        Set<Lanes.Key> lanes = ConcurrentHashMap.newKeySet();
        this.writers = IntStream.range(0, writers)
                .mapToObj(i -> new Writer("submissions-" + i, database, clock, ids, lanes, waker))
                .toList();
    }

    /**
     * Accepts all draws of a submission for good, or none.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNAVAILABLE} if the database is away: nothing was accepted, or, where it
     *     went away in the middle of a commit and did not come back, nobody knows; with {@link ErrorCode#NOT_FOUND} if the account
     *     is unknown, with {@link ErrorCode#INVALID_VALUE} if a price is not in its currency
     */
    public Submitted submit(Submission submission) {
        if (closed) {
            throw new ShotwrightException(ErrorCode.UNAVAILABLE, "the service is stopping");
        }
        var pending = new Pending<Submission, Submitted>(submission);
        writers.get(Math.floorMod(submission.account().hashCode(), writers.size()))
                .take(pending);
        try {
            return pending.await(turn);
        } catch (TimeoutException late) {
            if (pending.takeBack()) {
                throw unavailable("the database cannot be reached just now, and nothing was accepted", late);
            }
        }
        try {
            return pending.await(PATIENCE);
        } catch (TimeoutException late) {
            throw unavailable("the database did not say in time whether it was accepted", late);
        }
    }

    private static ShotwrightException unavailable(String why, Throwable cause) {
        return new ShotwrightException(ErrorCode.UNAVAILABLE, null, why, cause);
    }

    /** Writes what has been submitted, and takes nothing more. */
    @Override
    public void close() {
        closed = true;
        writers.forEach(Writer::close);
        waker.close();
    }

    /** Tells claims of what was accepted: wakes its lanes, then whoever waits for work. */
    static final class Waker implements AutoCloseable {
        /** How long lanes are gathered, so that their rows, which are the claim's, are not locked for every single group. */
        private static final Duration GATHERING = Duration.ofMillis(10);

        private final Database database;
        private final Bell bell;
        private final Set<Lanes.Key> asleep = ConcurrentHashMap.newKeySet();
        private final Semaphore work = new Semaphore(0);
        private final Thread thread;
        private volatile boolean closed;

        Waker(Database database, Bell bell) {
            this.database = database;
            this.bell = bell;
            this.thread = Thread.ofPlatform().name("waker").daemon().start(this::run);
        }

        void wake(Set<Lanes.Key> lanes) {
            asleep.addAll(lanes);
            work.release();
        }

        private void run() {
            while (!closed || !asleep.isEmpty()) {
                try {
                    work.acquire();
                    Thread.sleep(closed ? Duration.ZERO : GATHERING);
                    work.drainPermits();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                var lanes = new ArrayList<>(asleep);
                lanes.forEach(asleep::remove);
                if (!lanes.isEmpty()) {
                    wakeNow(lanes);
                }
            }
        }

        /** What fails here is found by the sweep a second later. */
        private void wakeNow(List<Lanes.Key> lanes) {
            try {
                database.transaction(transaction -> {
                    transaction.forgetful();
                    Lanes.wake(transaction, lanes);
                    return lanes;
                });
                lanes.stream()
                        .map(Lanes.Key::capability)
                        .distinct()
                        .forEach(capability -> bell.ring(Channel.QUEUED, capability));
            } catch (RuntimeException fault) {
                System.getLogger(Submissions.class.getName())
                        .log(System.Logger.Level.WARNING, "lanes were not woken: {0}", fault.getMessage());
            }
        }

        @Override
        public void close() {
            closed = true;
            work.release();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
