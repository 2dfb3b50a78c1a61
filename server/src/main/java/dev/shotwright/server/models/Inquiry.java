package dev.shotwright.server.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.account.Account;
import dev.shotwright.jobs.offpeak.Plan;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Reason;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks models what they would make of a request. */
final class Inquiry {
    private static final String ALL = "all";

    private final Catalog catalog;
    private final Appraiser appraiser;
    private final UsualWaits waits;

    Inquiry(Catalog catalog, Appraiser appraiser, UsualWaits waits) {
        this.catalog = catalog;
        this.appraiser = appraiser;
        this.waits = waits;
    }

    /**
     * What is asked.
     *
     * @param models whom; {@code all} for everybody, the request's own model if there are none
     * @param leeway nearest if absent
     */
    record Question(
            VideoRequest request,
            List<String> models,
            @Nullable Leeway leeway) {

        Question {
            models = List.copyOf(models);
        }
    }

    /** What each model answers; of all, the cheapest first, then those that nobody can draw with now, those who would not last. */
    record Answer(@JsonInclude(JsonInclude.Include.ALWAYS) List<Opinion> models) {

        Answer {
            models = List.copyOf(models);
        }
    }

    /**
     * What one model would make of the request.
     *
     * @param verdict {@code accepted}, {@code adapted} or {@code refused}
     * @param available whether a worker is there that can draw with it now; a video asked for is refused where none is
     * @param request as it would be drawn
     * @param price the most that all clips may cost; absent where it is unknown
     * @param unpriced why the price is unknown
     * @param tokens the video tokens that all clips take from the quota
     * @param plan when it would be drawn and what that saves, for the tier {@code flex}
     * @param usualWait how long such draws took lately, from the order to the end; absent where there were none
     */
    record Opinion(
            String model,
            String verdict,
            boolean available,
            List<Notice> notices,
            List<Reason> reasons,
            @Nullable VideoRequest request,
            @Nullable Money price,
            @Nullable String unpriced,
            @Nullable Long tokens,
            @Nullable Duration usualWait,
            @Nullable Plan plan) {

        Opinion {
            notices = List.copyOf(notices);
            reasons = List.copyOf(reasons);
        }

        boolean drawable() {
            return request != null;
        }
    }

    private static final Comparator<Opinion> CHEAPEST_FIRST = Comparator.comparing(
                    (Opinion opinion) -> !opinion.drawable())
            .thenComparing(opinion -> !opinion.available())
            .thenComparing(opinion -> opinion.price() == null)
            .thenComparing(opinion ->
                    opinion.price() == null ? BigDecimal.ZERO : opinion.price().amount());

    Answer answer(Account account, Question question) {
        var all = question.models().contains(ALL);
        var listings = all
                ? catalog.all(account)
                : question.models().isEmpty()
                        ? List.of(catalog.named(account, question.request().model(), null))
                        : question.models().stream()
                                .distinct()
                                .map(name -> catalog.named(account, name, null))
                                .toList();
        var leeway = Objects.requireNonNullElse(question.leeway(), Leeway.NEAREST);
        var opinions = listings.stream()
                .map(listing -> appraiser.appraise(
                        question.request(), listing, account.terms().currency(), leeway))
                .map(this::opinion);
        return new Answer(all ? opinions.sorted(CHEAPEST_FIRST).toList() : opinions.toList());
    }

    private Opinion opinion(Appraisal appraisal) {
        var model = appraisal.listing().card().model();
        var available = appraisal.listing().available();
        return switch (appraisal) {
            case Appraisal.Declined(var _, var reasons) ->
                new Opinion(model, "refused", available, List.of(), reasons, null, null, null, null, null, null);
            case Appraisal.Drawable drawable ->
                new Opinion(
                        model,
                        drawable.notices().isEmpty() ? "accepted" : "adapted",
                        available,
                        drawable.notices(),
                        List.of(),
                        drawable.request(),
                        drawable.price() == null ? null : drawable.price().times(BigDecimal.valueOf(drawable.count())),
                        drawable.unpriced(),
                        drawable.tokens() * drawable.count(),
                        waits.of(model),
                        drawable.plan());
        };
    }
}
