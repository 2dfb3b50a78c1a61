package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

/** One line of submissions and the thread that writes it down, as many at once as have gathered. */
final class Writer implements AutoCloseable {
    private static final int MOST_AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** How long a group is waited for while more keeps coming: those whom the last group has answered ask again. */
    private static final Duration GATHERING = Duration.ofMillis(5);

    private static final Duration GLANCE = Duration.ofMillis(1);

    private final Database database;
    private final InstantSource clock;
    private final Ids ids;
    private final Set<Lanes.Key> lanes;
    private final Submissions.Waker waker;
    private final LinkedBlockingQueue<Pending<Submission, Submitted>> line = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Writer(
            String name,
            Database database,
            InstantSource clock,
            Ids ids,
            Set<Lanes.Key> lanes,
            Submissions.Waker waker) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.lanes = lanes;
        this.waker = waker;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    void take(Pending<Submission, Submitted> pending) {
        line.add(pending);
    }

    private void run() {
        var group = new ArrayList<Pending<Submission, Submitted>>();
        var alone = true;
        while (!closed || !line.isEmpty()) {
            try {
                var first = line.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                if (!alone) {
                    gather();
                }
                line.drainTo(group, MOST_AT_ONCE - 1);
                write(List.copyOf(group));
                alone = group.size() == 1;
                group.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void gather() throws InterruptedException {
        var until = System.nanoTime() + GATHERING.toNanos();
        int before;
        do {
            before = line.size();
            Thread.sleep(GLANCE);
        } while (line.size() > before && before < MOST_AT_ONCE && System.nanoTime() < until);
    }

    private void write(List<Pending<Submission, Submitted>> pending) {
        var wanted = pending.stream().filter(one -> !one.takenBack()).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            var group = new Group(wanted.stream().map(Pending::question).toList(), clock, ids, lanes);
            var answers = written(wanted, group);
            for (var i = 0; i < wanted.size(); i++) {
                wanted.get(i).complete(answers.get(i));
            }
            lanes.addAll(group.opened());
            var woken = new HashSet<>(group.queued());
            if (!woken.isEmpty()) {
                waker.wake(woken);
            }
        } catch (TakenBack _) {
            write(wanted);
        } catch (RuntimeException fault) {
            if (fault instanceof DataAccessException lost && Database.passes(lost)) {
                wanted.forEach(one -> one.fail(new ShotwrightException(
                        ErrorCode.UNAVAILABLE, null, "the database cannot be reached just now", lost)));
            } else if (wanted.size() == 1) {
                wanted.getFirst().fail(fault);
            } else {
                wanted.forEach(one -> write(List.of(one)));
            }
        }
    }

    /** Somebody no longer waits for what was about to be committed. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBack() {
            super(null, null, false, false);
        }
    }

    /**
     * Writes a group, however often the connection breaks, for as long as somebody waits. Where it broke during the commit, the
     * names of the jobs tell whether that had happened, and keep it from happening twice.
     */
    private List<Submitted> written(List<Pending<Submission, Submitted>> pending, Group group) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var committing = new AtomicBoolean();
        while (true) {
            try {
                return database.transaction(transaction -> {
                    var answers = group.write(transaction);
                    if (!pending.stream().allMatch(Pending::begin)) {
                        throw new TakenBack();
                    }
                    committing.set(true);
                    return answers;
                });
            } catch (DataAccessException fault) {
                if (!(Database.passes(fault) || fault instanceof DuplicateKeyException)) {
                    throw fault;
                }
                if (committing.get() && committed(group, until, fault)) {
                    return group.answers();
                }
                if (fault instanceof DuplicateKeyException
                        || System.nanoTime() > until
                        || pending.stream().allMatch(Pending::takenBack)) {
                    throw fault;
                }
                pause();
            }
        }
    }

    private boolean committed(Group group, long until, DataAccessException fault) {
        while (true) {
            try {
                var job = group.firstJob();
                return job != null
                        && database.sql()
                                .sql("select exists (select from job where id = ?)")
                                .param(job)
                                .query(Boolean.class)
                                .single();
            } catch (DataAccessException second) {
                if (!Database.passes(second) || System.nanoTime() > until) {
                    throw fault;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShotwrightException(ErrorCode.UNAVAILABLE, "the service is stopping");
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
