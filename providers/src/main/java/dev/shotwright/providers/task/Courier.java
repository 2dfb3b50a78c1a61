package dev.shotwright.providers.task;

import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries tasks of one model from wherever they stand to their end, and saves each step before it takes the next.
 *
 * <p>A draw is submitted only from {@link Stage#PREPARED}, and comes back to that stage only where the vendor has said no. A
 * vendor that cannot be asked says nothing about a draw: while it is polled, it is asked again for as long as somebody waits.
 */
public final class Courier {
    private static final Duration POLL_EVERY = Duration.ofSeconds(5);
    private static final Duration POLL_SLOWEST = Duration.ofSeconds(30);
    private static final Duration SUBMIT_AGAIN = Duration.ofSeconds(5);
    private static final Duration SUBMIT_SLOWEST = Duration.ofMinutes(1);

    private final HostedModel model;
    private final Waiting waiting;
    private final Endurance endurance;
    private final Watcher watcher;

    public Courier(HostedModel model, Waiting waiting, Endurance endurance, Watcher watcher) {
        this.model = model;
        this.waiting = waiting;
        this.endurance = endurance;
        this.watcher = watcher;
    }

    /**
     * Carries a task on until it has ended, is in doubt, or nobody waits any more.
     *
     * @return the task as it was saved last
     * @throws VendorException if the vendor refuses to tell about it; the task stays where it is
     * @throws ShotwrightException with {@link ErrorCode#UNREADABLE_MEDIA} if what came is no clip, and
     *     {@link ErrorCode#STORAGE_FAILED} if it cannot be kept
     */
    public Task carry(Claim claim) {
        try {
            var until = waiting.now().plus(endurance.submitFor());
            var again = SUBMIT_AGAIN;
            while (watcher.waits()) {
                var task = claim.task();
                switch (task.stage()) {
                    case PREPARED -> {
                        if (!task.attempts().isEmpty()
                                && task.attempts().getLast().answer() == Answer.PUT_OFF) {
                            waiting.pause(again);
                            again = slower(again, SUBMIT_SLOWEST);
                        }
                        if (watcher.waits()) {
                            submit(claim, until);
                        }
                    }
                    case SUBMITTING -> save(claim, task.doubted(waiting.now()));
                    case IN_DOUBT -> {
                        if (!lookUp(claim, endurance.lookUps())) {
                            return claim.task();
                        }
                    }
                    case ACCEPTED -> await(claim);
                    case SUCCEEDED -> new Delivery(model, waiting, endurance, watcher).deliver(claim);
                    case FETCHED, FAILED, CANCELLED, EXPIRED -> {
                        return task;
                    }
                }
            }
        } catch (InterruptedException e) {
            return claim.task();
        } catch (ShotwrightException e) {
            if (e.code() != ErrorCode.CANCELLED) {
                throw e;
            }
            Thread.interrupted();
        }
        return claim.task();
    }

    /**
     * Asks the vendor to give a task up, or gives up one that the vendor does not know of.
     *
     * @return the task as it was saved last; where the vendor refuses, it goes on
     */
    public Task cancel(Claim claim) {
        try {
            var task = claim.task();
            if (task.stage() == Stage.SUBMITTING) {
                save(claim, task.doubted(waiting.now()));
            }
            if (claim.task().stage() == Stage.IN_DOUBT) {
                lookUp(claim, 1);
            }
            switch (claim.task().stage()) {
                case PREPARED ->
                    save(claim, claim.task().ended(Stage.CANCELLED, null, Settlement.notBilled(), waiting.now()));
                case ACCEPTED -> apply(claim, model.cancel(ticket(claim)));
                case SUBMITTING, IN_DOUBT, SUCCEEDED, FETCHED, FAILED, CANCELLED, EXPIRED -> {}
            }
            return claim.task();
        } catch (InterruptedException e) {
            return claim.task();
        }
    }

    /**
     * Closes a task without the vendor: one that was never sent, or one that is in doubt, since the user has looked there.
     *
     * @throws ShotwrightException if the vendor can be asked about it
     */
    public static Task giveUp(Claim claim, Instant now) {
        var task = claim.task();
        var paid = switch (task.stage()) {
            case PREPARED -> Settlement.notBilled();
            case SUBMITTING, IN_DOUBT -> new Settlement(Proof.UNPROVEN, null);
            case ACCEPTED, SUCCEEDED, FETCHED, FAILED, CANCELLED, EXPIRED ->
                throw ShotwrightException.invalid("task", task.stage().word(), "one that is in doubt or not sent");
        };
        claim.save(task.ended(Stage.CANCELLED, null, paid, now));
        return claim.task();
    }

    private void submit(Claim claim, Instant until) {
        save(claim, claim.task().submitting(waiting.now()));
        var outcome = answer(claim.task());
        var now = waiting.now();
        var task = claim.task();
        switch (outcome.state()) {
            case IN_DOUBT -> save(claim, task.doubted(now));
            case FAILED -> {
                var failure = Objects.requireNonNull(outcome.failure());
                if (failure.retry() == Retry.LOOK_UP_FIRST) {
                    save(claim, task.doubted(now));
                } else if (passes(failure) && now.isBefore(until)) {
                    save(claim, task.putOff(failure, now));
                    watcher.hindered(claim.task(), failure.message());
                } else {
                    save(claim, task.refused(failure, now));
                }
            }
            case QUEUED, RUNNING, SUCCEEDED, CANCELLED, EXPIRED -> {
                var ticket = outcome.ticket();
                if (ticket == null) {
                    save(claim, task.doubted(now));
                } else {
                    save(claim, task.accepted(Answer.ACCEPTED, ticket, now));
                    apply(claim, outcome);
                }
            }
        }
    }

    /** What a model throws at a submission it throws before anything is sent. */
    private Outcome answer(Task task) {
        try {
            return model.submit(task.request());
        } catch (VendorException e) {
            return refusal(e.failure());
        } catch (ShotwrightException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                return refusal(
                        new Failure(FailureCode.RATE_LIMITED, "it was not sent", Retry.SAFE, Billing.NOT_BILLED, null));
            }
            return refusal(new Failure(
                    FailureCode.INVALID_REQUEST,
                    String.valueOf(e.getMessage()),
                    Retry.NEVER,
                    Billing.NOT_BILLED,
                    null));
        }
    }

    private static Outcome refusal(Failure failure) {
        return new Outcome(State.FAILED, null, null, List.of(), null, null, failure, null);
    }

    /** Whether a refusal is one that passes, and the same submission may be made again. */
    private static boolean passes(Failure failure) {
        return failure.retry() == Retry.SAFE
                && failure.billing() == Billing.NOT_BILLED
                && switch (failure.code()) {
                    case RATE_LIMITED, CONCURRENCY_LIMITED, OVERLOADED -> true;
                    default -> false;
                };
    }

    /** Looks for a draw whose answer was lost; whether it was found. */
    private boolean lookUp(Claim claim, int times) throws InterruptedException {
        for (var look = 0; look < times && (look == 0 || watcher.waits()); look++) {
            if (look > 0) {
                waiting.pause(endurance.lookUpEvery());
            }
            var task = claim.task();
            var found = found(task);
            var ticket = found == null ? null : found.ticket();
            if (found != null && ticket != null && !claim.owned(ticket)) {
                save(claim, task.accepted(Answer.FOUND, ticket, waiting.now()));
                apply(claim, found);
                return true;
            }
        }
        return false;
    }

    private @Nullable Outcome found(Task task) {
        try {
            return model.find(task.request(), task.soughtSince());
        } catch (VendorException e) {
            watcher.hindered(task, e.failure().message());
            return null;
        }
    }

    /** Asks how a draw stands until that changes. */
    private void await(Claim claim) throws InterruptedException {
        try (var asking = endurance.crowd().enter()) {
            await(claim, asking);
        }
    }

    private void await(Claim claim, Crowd.Member asking) throws InterruptedException {
        var pace = pollEvery();
        var first = waiting.now().isBefore(claim.task().submitted().plus(pace));
        while (watcher.waits() && claim.task().stage() == Stage.ACCEPTED) {
            if (first) {
                waiting.pause(longer(pace, asking.leastPace()));
            }
            first = true;
            if (!watcher.waits()) {
                return;
            }
            try {
                apply(claim, model.poll(ticket(claim)));
            } catch (VendorException e) {
                if (e.failure().retry() != Retry.SAFE) {
                    throw e;
                }
                watcher.hindered(claim.task(), e.failure().message());
            }
            pace = slower(pace, POLL_SLOWEST);
        }
    }

    private Duration pollEvery() {
        if (endurance.pollEvery() != null) {
            return endurance.pollEvery();
        }
        var service = model.card().service();
        return service == null || service.pollEvery() == null ? POLL_EVERY : service.pollEvery();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration slower(Duration pace, Duration slowest) {
        var next = pace.multipliedBy(5).dividedBy(4);
        return next.compareTo(slowest) > 0 ? (pace.compareTo(slowest) > 0 ? pace : slowest) : next;
    }

    /** Saves what a vendor says of a draw that it has accepted. */
    private void apply(Claim claim, Outcome outcome) {
        var task = claim.task();
        var now = waiting.now();
        var paid = Settlement.of(outcome, task.request(), model.card().tariff());
        switch (outcome.state()) {
            case QUEUED, RUNNING, IN_DOUBT -> watcher.stands(task, outcome);
            case SUCCEEDED -> save(claim, task.drawn(outcome.clips().getFirst(), outcome.usage(), paid, now));
            case FAILED -> save(claim, task.ended(Stage.FAILED, outcome.failure(), paid, now));
            case CANCELLED -> save(claim, task.ended(Stage.CANCELLED, null, paid, now));
            case EXPIRED -> save(claim, task.ended(Stage.EXPIRED, null, paid, now));
        }
    }

    private void save(Claim claim, Task changed) {
        claim.save(changed);
        watcher.saved(changed);
    }

    static String ticket(Claim claim) {
        return Objects.requireNonNull(claim.task().ticket());
    }
}
