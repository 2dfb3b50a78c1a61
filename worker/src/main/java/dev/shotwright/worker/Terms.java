package dev.shotwright.worker;

import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Reason;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;

/** What a request that was accepted without its media comes to once they are seen. */
sealed interface Terms {

    record Settled(VideoRequest request) implements Terms {}

    record Refused(List<Reason> reasons) implements Terms {

        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** @param request with its media probed; one without media is as it was accepted */
    static Terms settled(VideoRequest request, ModelCard card) {
        if (request.media().isEmpty()) {
            return new Settled(request);
        }
        return switch (new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request, card)) {
            case Verdict.Accepted accepted -> new Settled(accepted.request());
            case Verdict.Adapted adapted -> new Settled(adapted.request());
            case Verdict.Refused refused -> new Refused(refused.reasons());
        };
    }
}
