package dev.shotwright.server.videos;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Account;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.queue.Draw;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.Jobs;
import dev.shotwright.jobs.queue.Submission;
import dev.shotwright.jobs.queue.Submissions;
import dev.shotwright.jobs.queue.Submitted;
import dev.shotwright.jobs.storage.FileShelf;
import dev.shotwright.jobs.storage.MediaSource;
import dev.shotwright.jobs.storage.Uploads;
import dev.shotwright.jobs.webhook.Webhooks;
import dev.shotwright.server.models.Appraisal;
import dev.shotwright.server.models.Appraiser;
import dev.shotwright.server.models.Catalog;
import dev.shotwright.server.models.Listing;
import dev.shotwright.server.models.Tenants;
import dev.shotwright.server.web.Denial;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way of requests into the queue: their media, the model, the price, and then all of them or none. */
public final class Reception {
    private final Catalog catalog;
    private final Appraiser appraiser;
    private final Tenants tenants;
    private final FileShelf files;
    private final Uploads uploads;
    private final Submissions submissions;
    private final Jobs jobs;
    private final Webhooks webhooks;
    private final Clock clock;

    public Reception(
            Catalog catalog,
            Appraiser appraiser,
            Tenants tenants,
            FileShelf files,
            Uploads uploads,
            Submissions submissions,
            Jobs jobs,
            Webhooks webhooks,
            Clock clock) {
        this.catalog = catalog;
        this.appraiser = appraiser;
        this.tenants = tenants;
        this.files = files;
        this.uploads = uploads;
        this.submissions = submissions;
        this.jobs = jobs;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * Takes requests in, together. What is answered is stored.
     *
     * @return the jobs in the order of the requests, or those of the first submission under the same name
     * @throws ShotwrightException if they are refused
     */
    public List<Job> receive(Caller caller, List<VideoRequest> requests, Terms terms) {
        var account = tenants.account(caller.account());
        var fingerprint = terms.idempotency() == null ? null : fingerprint(terms);
        var draws = new ArrayList<Draw>();
        for (var i = 0; i < requests.size(); i++) {
            var field = requests.size() == 1 ? "" : "requests[%d].".formatted(i);
            var callback = requests.get(i).callback();
            if (callback != null) {
                webhooks.given(field + terms.dialect().callback(), callback.toString());
            }
            draws.addAll(draws(account, brought(account.id(), requests.get(i), field), terms, field));
        }
        if (draws.size() > Submission.MOST) {
            throw ShotwrightException.invalid("count", draws.size() + " clips together", "1 to " + Submission.MOST);
        }
        var submission = new Submission(
                caller.account(),
                caller.key(),
                terms.dialect().word(),
                terms.requestId(),
                terms.idempotency(),
                fingerprint,
                terms.overload(),
                draws);
        return jobs(submissions.submit(submission));
    }

    private List<Draw> draws(Account account, VideoRequest request, Terms terms, String field) {
        var listing = catalog.named(account, request.model(), terms.dialect().word());
        var appraisal = appraiser.appraise(request, listing, account.terms().currency(), terms.leeway());
        return switch (appraisal) {
            case Appraisal.Declined declined -> throw refused(declined, field);
            case Appraisal.Drawable drawable -> {
                available(account, listing, terms, field);
                yield draws(account, drawable, terms);
            }
        };
    }

    /** What nobody can draw now is not taken in; what was taken in before is told again. */
    private void available(Account account, Listing listing, Terms terms, String field) {
        var name = terms.idempotency();
        if (!listing.available() && (name == null || jobs.submitted(account.id(), name) == null)) {
            throw new Denial(
                    ErrorCode.MODEL_UNAVAILABLE,
                    field + "model",
                    "%smodel is %s, and no worker is there that has a key of %s; accepted are the models of /api/v1/models that are available"
                            .formatted(
                                    field,
                                    listing.card().model(),
                                    listing.card().vendor()),
                    null,
                    Map.of());
        }
    }

    private List<Draw> draws(Account account, Appraisal.Drawable drawable, Terms terms) {
        var price = drawable.price();
        if (price == null && (account.terms().least() != null || account.terms().dayLimit() != null)) {
            throw new ShotwrightException(
                    ErrorCode.UNPRICED,
                    "model",
                    "the price of %s is unknown: %s; accepted is a model whose price is known"
                            .formatted(drawable.listing().card().model(), drawable.unpriced()));
        }
        var draws = new ArrayList<Draw>();
        for (var i = 0; i < drawable.count(); i++) {
            var clip = drawable.clip();
            var seed = clip.seed();
            var one = seed == null || i == 0
                    ? clip
                    : clip.toBuilder().seed(seed + i).build();
            draws.add(Draw.builder(
                            drawable.listing().capability(),
                            drawable.listing().card().model(),
                            Document.of(VideoRequest.class, one),
                            price == null
                                    ? new Money(BigDecimal.ZERO, account.terms().currency())
                                    : price)
                    .notices(drawable.notices())
                    .tariff(drawable.tariff() == null ? null : Document.of(Tariff.class, drawable.tariff()))
                    .tokens(drawable.tokens())
                    .priority(one.priority() == null ? 0 : one.priority())
                    .notBefore(drawable.plan() == null ? null : drawable.plan().begins())
                    .plan(drawable.plan() == null ? null : Documents.json().write(drawable.plan()))
                    .deadline(one.deadline())
                    .campaign(terms.campaign())
                    .endUser(one.endUser())
                    .clientReference(one.clientReference())
                    .callback(one.callback() == null ? null : one.callback().toString())
                    .build());
        }
        return draws;
    }

    /** The request with each medium where a worker can reach it: what came along is stored, what was stored is the account's own. */
    public VideoRequest brought(UUID account, VideoRequest request, String field) {
        if (request.media().isEmpty()) {
            return request;
        }
        var media = new ArrayList<MediaItem>();
        for (var i = 0; i < request.media().size(); i++) {
            media.add(brought(account, request.media().get(i), "%smedia[%d].source".formatted(field, i)));
        }
        return request.toBuilder().media(media).build();
    }

    private MediaItem brought(UUID account, MediaItem item, String field) {
        return switch (MediaSource.of(field, item.source())) {
            case MediaSource.Remote _ -> item;
            case MediaSource.Uploaded(var id) -> {
                var file = files.use(account, id);
                yield file.facts() == null ? item : item.withFacts(file.facts());
            }
            case MediaSource.Inline(var base64) -> {
                var file = uploads.receive(account, null, new ByteArrayInputStream(decoded(field, base64)));
                yield new MediaItem(
                        item.kind(), item.role(), Ids.write(Prefix.FILE, file.id()), item.at(), file.facts());
            }
        };
    }

    private static byte[] decoded(String field, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, field, "%s is no base64; accepted is data:…;base64,…".formatted(field), e);
        }
    }

    private List<Job> jobs(Submitted submitted) {
        return switch (submitted) {
            case Submitted.Accepted(var jobs) -> jobs;
            case Submitted.Repeated(var jobs) -> jobs;
            case Submitted.Conflict _ ->
                throw Denial.conflict(
                        "Idempotency-Key", "another request was accepted under the same idempotency key before");
            case Submitted.OverQuota over -> throw over(over);
            case Submitted.TooManyQueued(var limit, var queued) ->
                throw new Denial(
                        ErrorCode.TOO_MANY_QUEUED,
                        null,
                        "%d jobs of the account wait already; accepted are at most %d".formatted(queued, limit),
                        Duration.ofSeconds(10),
                        facts("limit", limit, "queued", queued));
            case Submitted.ShortOfFunds(var available, var needed) ->
                throw new Denial(
                        ErrorCode.INSUFFICIENT_FUNDS,
                        null,
                        "the request may cost %s and %s are available".formatted(needed, available),
                        null,
                        facts("available", available.toString(), "needed", needed.toString()));
            case Submitted.OverDayLimit(var left, var needed, var again) ->
                throw new Denial(
                        ErrorCode.OVER_DAY_LIMIT,
                        null,
                        "the request may cost %s and %s are left of the day".formatted(needed, left),
                        Duration.between(clock.instant(), again),
                        facts("left", left.toString(), "needed", needed.toString(), "again", again.toString()));
            case Submitted.NoAccount _ ->
                throw new ShotwrightException(ErrorCode.FORBIDDEN, null, "the account is closed");
        };
    }

    private static Denial over(Submitted.OverQuota over) {
        return new Denial(
                ErrorCode.OVER_QUOTA,
                null,
                over.retryAfter() == null
                        ? "the quota has no room for such a request, now or later"
                        : "the quota has no room for the request now",
                over.retryAfter(),
                facts(
                        "tokensPerMinute",
                        over.tokensPerMinute(),
                        "tokensLeft",
                        over.tokensLeft(),
                        "requestsPerMinute",
                        over.requestsPerMinute(),
                        "requestsLeft",
                        over.requestsLeft()));
    }

    private static Map<String, Object> facts(@Nullable Object... pairs) {
        var facts = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            var value = pairs[i + 1];
            if (value != null) {
                facts.put(String.valueOf(pairs[i]), value);
            }
        }
        return facts;
    }

    private static Denial refused(Appraisal.Declined declined, String field) {
        var reasons = declined.reasons();
        var first = reasons.getFirst();
        return new Denial(
                ErrorCode.REFUSED,
                field + first.field(),
                reasons.size() == 1
                        ? field + first
                        : reasons.stream().map(reason -> field + reason).collect(Collectors.joining(". ")),
                null,
                Map.of("reasons", reasons));
    }

    private static String fingerprint(Terms terms) {
        return hash("%s %s %s %s\n%s"
                .formatted(
                        terms.dialect().word(),
                        terms.leeway().word(),
                        terms.overload().word(),
                        terms.campaign(),
                        terms.sent()));
    }

    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
