package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs. The first price that holds for a request is its price; where none holds, the price is unknown.
 *
 * @param asOf when the prices were looked up
 * @param tiers the tiers that the model can be drawn in; only standard if there are none
 * @param surcharges what media and options cost beside the price
 * @param credit what one of the vendor's own units costs, where it bills in such
 */
public record Tariff(
        LocalDate asOf,
        Map<Tier, TierTerms> tiers,
        List<Price> prices,
        List<Surcharge> surcharges,
        @Nullable Money credit) {

    public Tariff {
        tiers = tiers.isEmpty()
                ? Map.of(Tier.STANDARD, new TierTerms(null, null, null))
                : Collections.unmodifiableMap(new LinkedHashMap<>(tiers));
        prices = List.copyOf(prices);
        surcharges = List.copyOf(surcharges);
    }

    /** What a negotiated request costs at most. */
    public Quote quote(VideoRequest request) {
        return price(request)
                .map(price -> quote(request, price))
                .orElseGet(() -> new Quote.Unpriced("the card has no price for such a request"));
    }

    /**
     * What a draw of one clip has cost by what it used up: the vendor's units before tokens, tokens before seconds.
     *
     * @return null where the usage does not prove a cost
     */
    public @Nullable Money settled(VideoRequest request, Usage usage) {
        if (usage.credits() != null && credit != null) {
            return credit.times(usage.credits());
        }
        var price = price(request).orElse(null);
        if (price == null) {
            return null;
        }
        var cost = switch (price.per()) {
            case CLIP -> price.price();
            case SECOND -> usage.output() == null ? null : price.price().times(Seconds.of(usage.output()));
            case EVERY_SECOND ->
                usage.output() == null || usage.input() == null
                        ? null
                        : price.price().times(Seconds.of(usage.output().plus(usage.input())));
            case MILLION_TOKENS ->
                usage.tokens() == null
                        ? null
                        : price.price().times(BigDecimal.valueOf(usage.tokens()).movePointLeft(6));
        };
        return cost == null
                ? null
                : surcharged(cost.times(price.tier() == null ? factor(request) : BigDecimal.ONE), request);
    }

    /** The same tariff with every amount changed, into another currency for example. */
    public Tariff repriced(UnaryOperator<Money> change) {
        return new Tariff(
                asOf,
                tiers,
                prices.stream()
                        .map(price -> price.at(change.apply(price.price())))
                        .toList(),
                surcharges.stream()
                        .map(surcharge -> surcharge.at(change.apply(surcharge.price())))
                        .toList(),
                credit == null ? null : change.apply(credit));
    }

    private Optional<Price> price(VideoRequest request) {
        return prices.stream().filter(price -> price.holdsFor(request)).findFirst();
    }

    private Money surcharged(Money cost, VideoRequest request) {
        var sum = cost;
        for (var surcharge : surcharges) {
            sum = sum.plus(surcharge.price().times(BigDecimal.valueOf(surcharge.times(request))));
        }
        return sum;
    }

    private Quote quote(VideoRequest request, Price price) {
        var clips = BigDecimal.valueOf(Objects.requireNonNullElse(request.count(), 1));
        var factor = price.tier() == null ? factor(request) : BigDecimal.ONE;
        var tokens = (Long) null;
        var duration = request.duration();
        var cost = switch (price.per()) {
            case CLIP -> price.price();
            case SECOND -> duration == null ? null : price.price().times(Seconds.of(duration));
            case EVERY_SECOND -> {
                var every = everySecond(duration, request.media());
                yield every == null ? null : price.price().times(Seconds.of(every));
            }
            case MILLION_TOKENS -> {
                tokens = tokens(request.size(), request.fps(), duration, request.media());
                yield tokens == null
                        ? null
                        : price.price().times(BigDecimal.valueOf(tokens).movePointLeft(6));
            }
        };
        if (cost == null) {
            return new Quote.Unpriced("the price hangs on a length or size that the request leaves open");
        }
        var all = tokens == null ? null : tokens * Objects.requireNonNullElse(request.count(), 1);
        return new Quote.Priced(surcharged(cost.times(factor), request).times(clips), all, asOf);
    }

    private BigDecimal factor(VideoRequest request) {
        var terms = tiers.get(Objects.requireNonNullElse(request.tier(), Tier.STANDARD));
        return terms == null || terms.priceFactor() == null ? BigDecimal.ONE : terms.priceFactor();
    }

    /** The tokens of one clip, and of the clips that are read for it. */
    private static @Nullable Long tokens(
            @Nullable Pixels size, @Nullable FrameRate fps, @Nullable Duration duration, List<MediaItem> media) {
        var seconds = everySecond(duration, media);
        return size == null || fps == null || seconds == null ? null : VideoTokens.of(size, fps, seconds);
    }

    /** The length of what is drawn, and of the clips that are read for it. */
    private static @Nullable Duration everySecond(@Nullable Duration duration, List<MediaItem> media) {
        var seconds = duration;
        for (var item : media) {
            if (seconds != null && item.kind() == MediaKind.VIDEO) {
                var facts = item.facts();
                seconds = facts == null || facts.duration() == null ? null : seconds.plus(facts.duration());
            }
        }
        return seconds;
    }
}
