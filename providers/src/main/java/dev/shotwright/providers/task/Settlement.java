package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.VideoRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a task has cost.
 *
 * @param cost absent where it is not billed or not proven
 */
public record Settlement(Proof proof, @Nullable Money cost) {

    static Settlement notBilled() {
        return new Settlement(Proof.NOT_BILLED, null);
    }

    /** What a draw that ended has cost, by what the vendor tells. */
    static Settlement of(Outcome outcome, VideoRequest request, Tariff tariff) {
        if (outcome.cost() != null) {
            return new Settlement(Proof.VENDOR, outcome.cost());
        }
        var byUsage = outcome.usage() == null ? null : tariff.settled(request, outcome.usage());
        if (byUsage != null) {
            return new Settlement(Proof.USAGE, byUsage);
        }
        return outcome.failure() == null ? of(outcome.billing()) : of(outcome.failure());
    }

    static Settlement of(Failure failure) {
        return of(failure.billing());
    }

    private static Settlement of(@Nullable Billing billing) {
        return billing == Billing.NOT_BILLED ? notBilled() : new Settlement(Proof.UNPROVEN, null);
    }
}
