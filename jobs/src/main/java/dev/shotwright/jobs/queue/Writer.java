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
    private final LinkedBlockingQueue<Pending> line = new LinkedBlockingQueue<>();
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

    void take(Pending pending) {
        line.add(pending);
    }

    private void run() {
        var group = new ArrayList<Pending>();
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

    private void write(List<Pending> pending) {
        try {
            var group = new Group(pending.stream().map(Pending::submission).toList(), clock, ids, lanes);
            var answers = written(group);
            for (var i = 0; i < pending.size(); i++) {
                pending.get(i).answer().complete(answers.get(i));
            }
            lanes.addAll(group.opened());
            var woken = new HashSet<>(group.queued());
            if (!woken.isEmpty()) {
                waker.wake(woken);
            }
        } catch (RuntimeException fault) {
            if (pending.size() == 1) {
                pending.getFirst().answer().completeExceptionally(fault);
            } else if (fault instanceof DataAccessException lost && Database.passes(lost)) {
                pending.forEach(one -> one.answer()
                        .completeExceptionally(new ShotwrightException(
                                ErrorCode.UNAVAILABLE, null, "the database cannot be reached", lost)));
            } else {
                pending.forEach(one -> write(List.of(one)));
            }
        }
    }

    /**
     * Writes a group, however often the connection breaks. Where it broke during the commit, the names of the jobs tell
     * whether that had happened, and keep it from happening twice.
     */
    private List<Submitted> written(Group group) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return database.transaction(group::write);
            } catch (DataAccessException fault) {
                if (!(Database.passes(fault) || fault instanceof DuplicateKeyException)) {
                    throw fault;
                }
                if (committed(group, until, fault)) {
                    return group.answers();
                }
                if (fault instanceof DuplicateKeyException) {
                    throw fault;
                }
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
