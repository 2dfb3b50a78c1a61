package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Something that is asked of another thread, and whoever waits for what comes of it. Until it is begun it can be taken back. */
final class Pending<Q, A extends @Nullable Object> {
    private final Q question;
    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private Stage stage = Stage.WAITING;

    private enum Stage {
        WAITING,
        BEGUN,
        TAKEN_BACK
    }

    Pending(Q question) {
        this.question = question;
    }

    Q question() {
        return question;
    }

    /** Whether it is still wanted; from then on it cannot be taken back. */
    synchronized boolean begin() {
        if (stage == Stage.WAITING) {
            stage = Stage.BEGUN;
        }
        return stage == Stage.BEGUN;
    }

    /** Whether nothing will come of it; otherwise it was begun already. */
    synchronized boolean takeBack() {
        if (stage == Stage.WAITING) {
            stage = Stage.TAKEN_BACK;
        }
        return stage == Stage.TAKEN_BACK;
    }

    synchronized boolean takenBack() {
        return stage == Stage.TAKEN_BACK;
    }

    void complete(A value) {
        answer.complete(value);
    }

    void fail(Throwable fault) {
        answer.completeExceptionally(fault);
    }

    /**
     * Waits for the answer, or throws what became of it instead.
     *
     * @throws TimeoutException if it does not come in time
     */
    A await(Duration patience) throws TimeoutException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException fault) {
            throw switch (fault.getCause()) {
                case RuntimeException cause -> cause;
                case Error cause -> throw cause;
                case null, default -> new IllegalStateException(fault.getCause());
            };
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new ShotwrightException(ErrorCode.CANCELLED, null, "nobody waits for the database any more", fault);
        }
    }
}
