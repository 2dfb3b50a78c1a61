package dev.shotwright.jobs.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Questions for single jobs. Those that come while others are being answered are then answered together, with one statement,
 * which costs the database hardly more than one of them; a question that comes alone does not wait.
 */
final class Lookups {
    private static final int MOST_AT_ONCE = 200;
    private static final int STATEMENTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Function<Collection<UUID>, List<Job>> read;
    private final Queue<Question> line = new ConcurrentLinkedQueue<>();
    private final Semaphore turns = new Semaphore(STATEMENTS);

    /** @param read finds those of the jobs that there are */
    Lookups(Function<Collection<UUID>, List<Job>> read) {
        this.read = read;
    }

    private record Question(UUID job, CompletableFuture<@Nullable Job> answer) {}

    /** The job of that name as it stands after the question was asked; null if there is none. */
    @Nullable
    Job find(UUID id) {
        var question = new Question(id, new CompletableFuture<>());
        line.add(question);
        serve();
        try {
            return question.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(fault.getCause());
        } catch (TimeoutException fault) {
            throw new IllegalStateException("no answer in " + PATIENCE.toSeconds() + " s", fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a job was read", fault);
        }
    }

    /** Sees to it that somebody answers: whoever has a turn goes on until the line is empty. */
    private void serve() {
        if (!line.isEmpty() && turns.tryAcquire()) {
            Thread.ofVirtual().name("lookups").start(this::answerAll);
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

    private List<Question> next() {
        var group = new ArrayList<Question>();
        for (var question = line.poll(); question != null; question = line.poll()) {
            group.add(question);
            if (group.size() == MOST_AT_ONCE) {
                break;
            }
        }
        return group;
    }

    private void answer(List<Question> group) {
        try {
            var jobs = read.apply(group.stream().map(Question::job).collect(Collectors.toSet())).stream()
                    .collect(Collectors.toMap(Job::id, job -> job));
            group.forEach(question -> question.answer().complete(jobs.get(question.job())));
        } catch (RuntimeException | Error fault) {
            group.forEach(question -> question.answer().completeExceptionally(fault));
        }
    }
}
