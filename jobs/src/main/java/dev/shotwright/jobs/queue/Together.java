package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Does together what many threads want done one by one. What comes while others' is being done is then done with one statement,
 * or one transaction, which costs the database hardly more than a single one; what comes alone does not wait.
 */
final class Together<Q, A extends @Nullable Object> {
    private static final int MOST_AT_ONCE = 200;
    private static final int GROUPS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Function<Q, Object> subject;
    private final Work<Q, A> work;
    private final Queue<Pending<Q, A>> line = new ConcurrentLinkedQueue<>();
    private final Semaphore turns = new Semaphore(GROUPS);

    /** What is done for a group. */
    @FunctionalInterface
    interface Work<Q, A extends @Nullable Object> {
        /** @return the answers in the order of the questions */
        List<A> answers(List<Q> questions);
    }

    Together(String name, Work<Q, A> work) {
        this(name, _ -> new Object(), work);
    }

    /** @param subject what a question is about: of two about the same, one is done after the other */
    Together(String name, Function<Q, Object> subject, Work<Q, A> work) {
        this.name = name;
        this.subject = subject;
        this.work = work;
    }

    /**
     * What comes of a question, done after it was asked. What is wrong with one question is nothing to those beside it.
     *
     * @throws DataAccessException if the database does not answer; whether it was done is not known
     */
    A ask(Q question) {
        var pending = new Pending<Q, A>(question);
        line.add(pending);
        serve();
        try {
            return pending.await(PATIENCE);
        } catch (TimeoutException fault) {
            pending.takeBack();
            throw new QueryTimeoutException("no answer in " + PATIENCE.toSeconds() + " s", fault);
        }
    }

    /** Sees to it that somebody answers: whoever has a turn goes on until the line is empty. */
    private void serve() {
        if (!line.isEmpty() && turns.tryAcquire()) {
            Thread.ofVirtual().name(name).start(this::answerAll);
        }
    }

    private void answerAll() {
        try {
            for (var group = next(); !group.isEmpty(); group = next()) {
                answer(group);
            }
        } finally {
            turns.release();
            serve();
        }
    }

    private List<Pending<Q, A>> next() {
        var group = new ArrayList<Pending<Q, A>>();
        var later = new ArrayList<Pending<Q, A>>();
        var subjects = new HashSet<Object>();
        for (var pending = line.poll(); pending != null; pending = line.poll()) {
            if (!subjects.add(subject.apply(pending.question()))) {
                later.add(pending);
            } else if (pending.begin()) {
                group.add(pending);
            }
            if (group.size() == MOST_AT_ONCE) {
                break;
            }
        }
        line.addAll(later);
        return group;
    }

    private void answer(List<Pending<Q, A>> group) {
        try {
            var answers = work.answers(group.stream().map(Pending::question).toList());
            for (var i = 0; i < group.size(); i++) {
                group.get(i).complete(answers.get(i));
            }
        } catch (RuntimeException | Error fault) {
            if (group.size() == 1 || (fault instanceof DataAccessException lost && Database.passes(lost))) {
                group.forEach(pending -> pending.fail(fault));
            } else {
                group.forEach(pending -> answer(List.of(pending)));
            }
        }
    }
}
