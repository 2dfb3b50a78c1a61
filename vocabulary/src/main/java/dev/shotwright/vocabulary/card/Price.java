package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.Operation;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A price and what it holds for; a condition that is absent or empty always holds.
 *
 * @param per what the price is for
 * @param media holds for requests that bring such a medium
 * @param durations holds for clips of these lengths
 */
public record Price(
        Money price,
        PriceUnit per,
        List<Operation> operations,
        List<Resolution> resolutions,
        List<Duration> durations,
        @Nullable Switch audio,
        @Nullable Switch draft,
        @Nullable Tier tier,
        @Nullable MediaKind media) {

    public Price {
        operations = List.copyOf(operations);
        resolutions = List.copyOf(resolutions);
        durations = List.copyOf(durations);
        if (price.amount().signum() < 0) {
            throw ShotwrightException.invalid("price", price, "0 or more");
        }
    }

    Price at(Money other) {
        return new Price(other, per, operations, resolutions, durations, audio, draft, tier, media);
    }

    boolean holdsFor(VideoRequest request) {
        return (operations.isEmpty() || operations.contains(request.operation()))
                && (resolutions.isEmpty()
                        || (request.resolution() != null && resolutions.contains(request.resolution())))
                && (durations.isEmpty() || (request.duration() != null && durations.contains(request.duration())))
                && (audio == null || audio == request.audio())
                && (draft == null || draft == Objects.requireNonNullElse(request.draft(), Switch.OFF))
                && (tier == null || tier == Objects.requireNonNullElse(request.tier(), Tier.STANDARD))
                && (media == null || request.media().stream().anyMatch(item -> item.kind() == media));
    }
}
