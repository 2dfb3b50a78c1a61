package dev.shotwright.server.models;

import dev.shotwright.jobs.ledger.Charge;
import dev.shotwright.jobs.ledger.PriceBook;
import dev.shotwright.jobs.offpeak.Planner;
import dev.shotwright.jobs.quota.Demand;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells what models make of requests, and what that costs whom. */
public final class Appraiser {
    private final PriceBook prices;
    private final Planner planner;
    private final Map<Leeway, Negotiation> negotiations = new EnumMap<>(Leeway.class);

    Appraiser(PriceBook prices, Planner planner) {
        this.prices = prices;
        this.planner = planner;
        for (var leeway : Leeway.values()) {
            negotiations.put(leeway, new Negotiation(TokenCounter.UPPER_BOUND, leeway));
        }
    }

    /** @param currency of whoever pays */
    public Appraisal appraise(VideoRequest request, Listing listing, String currency, Leeway leeway) {
        var card = listing.card();
        var named = request.toBuilder().model(card.model()).build();
        var wish = planner.negotiable(card, named);
        return switch (Objects.requireNonNull(negotiations.get(leeway)).of(wish, card)) {
            case Verdict.Accepted(var settled) -> drawable(listing, settled, List.of(), currency, named.tier());
            case Verdict.Adapted(var settled, var notices) ->
                drawable(listing, settled, notices, currency, named.tier());
            case Verdict.Refused(var reasons) -> new Appraisal.Declined(listing, reasons);
        };
    }

    private Appraisal drawable(
            Listing listing, VideoRequest settled, List<Notice> notices, String currency, @Nullable Tier wished) {
        var clip = settled.toBuilder().count(1).build();
        var planned = wished == Tier.FLEX ? planner.plan(listing.card(), listing.capability(), clip, currency) : null;
        if (planned != null) {
            var drawn = planned.request();
            return new Appraisal.Drawable(
                    listing,
                    settled.toBuilder().tier(drawn.tier()).build(),
                    notices,
                    drawn,
                    planned.charge().tariff(),
                    planned.charge().atMost(),
                    null,
                    tokens(drawn),
                    planned.plan());
        }
        return switch (prices.charge(listing.card(), clip, currency)) {
            case Charge.Known known ->
                new Appraisal.Drawable(
                        listing, settled, notices, clip, known.tariff(), known.atMost(), null, tokens(clip), null);
            case Charge.Unknown unknown ->
                new Appraisal.Drawable(listing, settled, notices, clip, null, null, unknown.why(), tokens(clip), null);
        };
    }

    /** The tokens of one clip; none where the vendor alone decides how large or long it is. */
    private static long tokens(VideoRequest clip) {
        return clip.size() == null || clip.fps() == null || clip.duration() == null ? 0 : Demand.tokens(clip);
    }
}
