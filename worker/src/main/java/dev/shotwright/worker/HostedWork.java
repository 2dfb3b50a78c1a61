package dev.shotwright.worker;

import dev.shotwright.jobs.queue.AttemptRow;
import dev.shotwright.jobs.queue.End;
import dev.shotwright.jobs.queue.LeaseLost;
import dev.shotwright.providers.enclosure.Fitting;
import dev.shotwright.providers.task.Courier;
import dev.shotwright.providers.task.Crowd;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries a job that a vendor draws: by the task of its last attempt where one is open, by a new one only where none is. What
 * a vendor cannot be asked about is asked again for as long as it takes; a question without an answer is not a verdict.
 */
final class HostedWork {
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration SLOWEST = Duration.ofMinutes(2);
    private static final int BROKEN_CLIPS = 5;

    private final Doors doors;
    private final Materials materials;
    private final Gallery gallery;
    private final Retention retention;
    private final Attempts attempts;
    private final Crowd crowd = new Crowd();

    HostedWork(Doors doors, Materials materials, Gallery gallery, Retention retention, Attempts attempts) {
        this.doors = doors;
        this.materials = materials;
        this.gallery = gallery;
        this.retention = retention;
        this.attempts = attempts;
    }

    /** @param folder empty, and nobody else's */
    Ending carry(Holding holding, Path folder) {
        try {
            return begun(holding, folder);
        } catch (LeaseLost _) {
            return new Ending.Abandoned();
        } catch (ShotwrightException e) {
            return holding.goesOn() ? Ending.failed(Failures.of(e)) : stopped(holding);
        } catch (InterruptedException _) {
            return stopped(holding);
        }
    }

    /** What a wish makes of a job that no vendor has. */
    private static Ending stopped(Holding holding) {
        return switch (holding.wish()) {
            case CANCEL -> new Ending.Ended(new End.Cancelled(Billing.NOT_BILLED, null));
            case LOST -> new Ending.Abandoned();
            case GIVE_BACK, GO_ON -> new Ending.GivenBack();
        };
    }

    private Ending begun(Holding holding, Path folder) throws InterruptedException {
        var lease = holding.lease();
        var card = doors.card(lease.model());
        var last = lease.attempts().isEmpty() ? null : lease.attempts().getLast();
        var left = last == null ? null : left(last);
        var accepted = left != null && left.stage() != Stage.PREPARED;
        var model = opened(card, holding, accepted);
        if (model == null) {
            return accepted
                    ? new Ending.GivenBack()
                    : Ending.failed(Failures.own(
                            FailureCode.PERMISSION,
                            "there is no key for the vendor of %s, neither in the worker's environment nor kept by the service"
                                    .formatted(card.model())));
        }
        var file = folder.resolve("clip.mp4").toString();
        if (last != null && left != null && accepted) {
            var claim =
                    new RowClaim(attempts, holding, last.number(), last.started(), left.movedTo(left.request(), file));
            return carried(holding, claim, model, card);
        }
        var request = request(holding, card, folder);
        var tariff = lease.tariff() == null ? card.tariff() : lease.tariff().read();
        var quote = tariff.quote(request);
        if (quote instanceof Quote.Priced priced
                && priced.atMost().currency().equals(lease.held().currency())
                && priced.atMost().amount().compareTo(lease.held().amount()) > 0) {
            return Ending.failed(Failures.own(
                    FailureCode.INVALID_REQUEST,
                    "with its media it costs %s, and %s was accepted".formatted(priced.atMost(), lease.held())));
        }
        var number = last == null ? 1 : left == null ? last.number() + 1 : last.number();
        var started = last == null || left == null ? holding.now() : last.started();
        var task = left == null
                ? Task.prepared(
                        "%s-%d".formatted(lease.job(), number), card.vendor(), request, file, Switch.ON, started, quote)
                : left.movedTo(request, file);
        var claim = new RowClaim(attempts, holding, number, started, task);
        return carried(holding, claim, model, card);
    }

    /** The task of an attempt that has not ended; null where there is none to go on with. */
    private static @Nullable Task left(AttemptRow row) {
        if (row.ended() != null || row.task() == null) {
            return null;
        }
        var task = Documents.json().read(Task.class, row.task());
        return task.stage().ended() ? null : task;
    }

    /** The model, behind the account of the service; null where no key opens it. A draw that is under way waits for one. */
    private @Nullable HostedModel opened(ModelCard card, Holding holding, boolean accepted)
            throws InterruptedException {
        for (var pause = AGAIN; ; pause = slower(pause)) {
            var model = doors.model(card);
            if (model != null || !accepted) {
                return model;
            }
            Log.hindered("there is no key for " + card.vendor());
            holding.pause(pause);
        }
    }

    /** The request as the vendor gets it: its media here and fit for the model, and nothing that only the service is told. */
    private VideoRequest request(Holding holding, ModelCard card, Path folder) {
        var brought = materials.brought(holding.lease(), card, folder);
        var fitted = brought.media().isEmpty()
                ? brought
                : new Fitting(folder).fitted(brought, card).request();
        return switch (Terms.settled(fitted, card)) {
            case Terms.Settled settled ->
                settled.request().toBuilder()
                        .count(1)
                        .priority(null)
                        .deadline(null)
                        .clientReference(null)
                        .callback(doors.callback(card))
                        .build();
            case Terms.Refused refused -> throw new VendorException(Failures.refused(refused.reasons()));
        };
    }

    private Ending carried(Holding holding, RowClaim claim, HostedModel model, ModelCard card)
            throws InterruptedException {
        var ticket = claim.task().ticket();
        if (ticket != null) {
            holding.await(card.vendor(), ticket);
        }
        var courier = new Courier(model, holding, doors.endurance().withCrowd(crowd), new Reporter(holding));
        var broken = 0;
        var pause = AGAIN;
        while (true) {
            try {
                courier.carry(claim);
            } catch (LeaseLost e) {
                throw e;
            } catch (ShotwrightException e) {
                if (e.code() == ErrorCode.UNREADABLE_MEDIA && ++broken == BROKEN_CLIPS) {
                    return Ending.failed(undeliverable(e));
                }
                Log.hindered(String.valueOf(e.getMessage()));
                rest(holding, pause);
                pause = slower(pause);
            }
            switch (holding.wish()) {
                case LOST -> {
                    return new Ending.Abandoned();
                }
                case GIVE_BACK -> {
                    return new Ending.GivenBack();
                }
                case CANCEL -> {
                    cancel(courier, claim, holding);
                }
                case GO_ON -> {}
            }
            var ending = ending(holding, claim);
            if (ending != null) {
                return ending;
            }
        }
    }

    private static void rest(Holding holding, Duration pause) {
        try {
            holding.pause(pause);
        } catch (InterruptedException e) {
            Log.hindered("it is no longer waited for");
        }
    }

    /** Asks the vendor once; a draw that it does not give up goes on, and is delivered. */
    private static void cancel(Courier courier, RowClaim claim, Holding holding) {
        try {
            courier.cancel(claim);
        } catch (VendorException e) {
            Log.hindered("the vendor cannot be asked to cancel: " + e.getMessage());
        }
        holding.heed(Holding.Wish.CANCEL);
    }

    /** How a task that is carried no further ends its job; null where it is to be carried on. */
    private @Nullable Ending ending(Holding holding, RowClaim claim) throws InterruptedException {
        var task = claim.task();
        return switch (task.stage()) {
            case PREPARED, SUBMITTING, ACCEPTED, SUCCEEDED -> null;
            case FETCHED -> new Ending.Ended(succeeded(holding, task));
            case FAILED -> Ending.failed(Objects.requireNonNull(task.failure()));
            case CANCELLED -> new Ending.Ended(new End.Cancelled(Attempts.billing(task), task.usage()));
            case EXPIRED -> new Ending.Ended(new End.Expired());
            case IN_DOUBT ->
                new Ending.Ended(new End.InDoubt(new Failure(
                        FailureCode.UNKNOWN,
                        "the answer of %s was lost, and it may have accepted the draw".formatted(task.vendor()),
                        Retry.LOOK_UP_FIRST,
                        Billing.UNKNOWN,
                        null)));
        };
    }

    /** A store that takes nothing is tried again: what lies here was paid for. */
    private End succeeded(Holding holding, Task task) throws InterruptedException {
        var drawn = task.clip() == null ? null : task.clip().seed();
        holding.tell("store", 1);
        for (var pause = AGAIN; ; pause = slower(pause)) {
            try {
                var clip = gallery.keep(
                        holding.lease(),
                        Path.of(task.output()),
                        drawn == null ? task.request().seed() : drawn);
                return new End.Succeeded(List.of(clip), task.usage(), retention.expiry(holding.now()));
            } catch (ShotwrightException e) {
                if (!Failures.machines(e.code())) {
                    throw e;
                }
                Log.hindered(String.valueOf(e.getMessage()));
                holding.pause(pause);
            }
        }
    }

    private static Failure undeliverable(ShotwrightException problem) {
        return new Failure(
                FailureCode.UNREADABLE_MEDIA,
                "what the vendor delivers is no clip that can be played: " + problem.getMessage(),
                Retry.NEVER,
                Billing.NOT_BILLED,
                null);
    }

    private static Duration slower(Duration pause) {
        var next = pause.multipliedBy(2);
        return next.compareTo(SLOWEST) > 0 ? SLOWEST : next;
    }
}
