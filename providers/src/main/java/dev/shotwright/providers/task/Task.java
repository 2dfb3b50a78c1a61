package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One clip that a vendor is asked for, from the intention to the file.
 *
 * @param id its own name, which the user types
 * @param vendor whose model draws it
 * @param model the name on the model's card
 * @param request as negotiated, for one clip; its client reference is what the vendor may know it by
 * @param output the absolute path of the file to be
 * @param overwrite whether a file of that name is replaced
 * @param quote what it costs at most
 * @param attempts the submissions, first to last; all but the last were refused
 * @param clip where the clip lies, once it is drawn
 * @param drawn when the vendor was first seen to have drawn it
 * @param failure why it failed
 * @param settlement absent until its cost is known as well as it will be
 * @param ended when it came to its end
 */
public record Task(
        String id,
        String vendor,
        String model,
        VideoRequest request,
        String output,
        Switch overwrite,
        Instant created,
        Quote quote,
        Stage stage,
        List<Attempt> attempts,
        @Nullable Clip clip,
        @Nullable Instant drawn,
        @Nullable Usage usage,
        @Nullable Failure failure,
        @Nullable Settlement settlement,
        @Nullable Instant ended) {
    private static final int LONGEST_RAW = 4000;

    /** How far a vendor's clock may be from ours where no clock is needed to tell draws apart. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    public Task {
        attempts = List.copyOf(attempts);
        failure = shortened(failure);
    }

    /** A task that nobody has been asked for yet. */
    public static Task prepared(
            String id, String vendor, VideoRequest request, String output, Switch overwrite, Instant now, Quote quote) {
        var named = request.clientReference() == null
                ? request.toBuilder().clientReference(id).build()
                : request;
        return new Task(
                id,
                vendor,
                Objects.requireNonNull(request.model()),
                named,
                output,
                overwrite,
                now,
                quote,
                Stage.PREPARED,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The vendor's name for the draw; null while none is known. */
    public @Nullable String ticket() {
        return attempts.isEmpty() ? null : attempts.getLast().ticket();
    }

    /** When it was last submitted; when it was prepared if it was not. */
    public Instant submitted() {
        return attempts.isEmpty() ? created : attempts.getLast().submitted();
    }

    /**
     * From when on a draw that the vendor knows by its name is its own. A name that it gave itself nobody else has; one that the
     * user gave may be that of an older draw.
     */
    public Instant soughtSince() {
        return id.equals(request.clientReference()) ? submitted().minus(CLOCKS_DIFFER) : submitted();
    }

    /** What is set aside for it; null where nothing is, or where its price is unknown. */
    public @Nullable Money held() {
        return stage.holds() && quote instanceof Quote.Priced priced ? priced.atMost() : null;
    }

    /**
     * The same task on another machine, which has its own files. The draw keeps the name by which the vendor is asked for it.
     *
     * @param here the same request with the media as they lie there
     * @param file the absolute path of the file to be
     */
    public Task movedTo(VideoRequest here, String file) {
        return new Task(
                id,
                vendor,
                model,
                here.toBuilder().clientReference(request.clientReference()).build(),
                file,
                overwrite,
                created,
                quote,
                stage,
                attempts,
                clip,
                drawn,
                usage,
                failure,
                settlement,
                ended);
    }

    Task submitting(Instant now) {
        var more = new ArrayList<>(attempts);
        more.add(Attempt.begun(now));
        return with(Stage.SUBMITTING, more);
    }

    Task accepted(Answer how, String ticket, Instant now) {
        return with(Stage.ACCEPTED, answered(how, ticket, null, now));
    }

    Task putOff(Failure why, Instant now) {
        return with(Stage.PREPARED, answered(Answer.PUT_OFF, null, shortened(why), now));
    }

    Task doubted(Instant now) {
        return with(Stage.IN_DOUBT, answered(Answer.LOST, null, null, now));
    }

    Task refused(Failure why, Instant now) {
        return with(Stage.FAILED, answered(Answer.REFUSED, null, shortened(why), now))
                .ended(Stage.FAILED, why, Settlement.of(why), now);
    }

    Task drawn(Clip at, @Nullable Usage used, Settlement paid, Instant now) {
        return new Task(
                id,
                vendor,
                model,
                request,
                output,
                overwrite,
                created,
                quote,
                Stage.SUCCEEDED,
                attempts,
                at,
                drawn == null ? now : drawn,
                used,
                null,
                paid,
                null);
    }

    Task fetched(String file, Instant now) {
        return new Task(
                id,
                vendor,
                model,
                request,
                file,
                overwrite,
                created,
                quote,
                Stage.FETCHED,
                attempts,
                clip,
                drawn,
                usage,
                null,
                settlement,
                now);
    }

    Task ended(Stage end, @Nullable Failure why, Settlement paid, Instant now) {
        return new Task(
                id, vendor, model, request, output, overwrite, created, quote, end, attempts, clip, drawn, usage, why,
                paid, now);
    }

    private Task with(Stage next, List<Attempt> rows) {
        return new Task(
                id,
                vendor,
                model,
                request,
                output,
                overwrite,
                created,
                quote,
                next,
                rows,
                clip,
                drawn,
                usage,
                failure,
                settlement,
                ended);
    }

    private List<Attempt> answered(Answer how, @Nullable String ticket, @Nullable Failure why, Instant now) {
        var rows = new ArrayList<>(attempts);
        rows.add(rows.removeLast().answered(how, ticket, why, now));
        return rows;
    }

    private static @Nullable Failure shortened(@Nullable Failure failure) {
        return failure == null || failure.raw() == null || failure.raw().length() <= LONGEST_RAW
                ? failure
                : new Failure(
                        failure.code(),
                        failure.message(),
                        failure.retry(),
                        failure.billing(),
                        failure.raw().substring(0, LONGEST_RAW));
    }
}
