package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Comparator;
import java.util.stream.Collectors;

/** A tier that the model lacks is replaced only if the other one is known to cost no more. */
final class TierRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var offered = bargain.card().tariff().tiers().keySet();
        if (request.tier() == null) {
            bargain.become(request.toBuilder()
                    .tier(offered.contains(Tier.STANDARD) ? Tier.STANDARD : Tier.FLEX)
                    .build());
            return;
        }
        if (offered.contains(request.tier())) {
            return;
        }
        var other = request.tier() == Tier.FLEX ? Tier.STANDARD : Tier.FLEX;
        var accepted = offered.stream()
                .sorted(Comparator.naturalOrder())
                .map(Tier::word)
                .collect(Collectors.joining(", "));
        var instead = request.toBuilder().tier(other).build();
        if (other == Tier.FLEX || isFree(bargain, instead)) {
            bargain.adapt(
                    "tier",
                    request.tier().word(),
                    other.word(),
                    accepted,
                    "the model has no other tier, and it costs no more");
            bargain.become(instead);
        } else {
            bargain.refuse("tier", request.tier().word(), accepted + ", which may cost more", other.word());
        }
    }

    private static boolean isFree(Bargain bargain, VideoRequest request) {
        return switch (bargain.card().tariff().quote(request)) {
            case Quote.Priced priced -> priced.atMost().amount().signum() == 0;
            case Quote.Unpriced _ -> false;
        };
    }
}
