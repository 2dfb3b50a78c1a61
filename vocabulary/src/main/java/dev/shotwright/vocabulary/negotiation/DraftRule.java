package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Switch;
import java.util.Objects;

/** A model without drafts of its own draws one at its lowest resolution. */
final class DraftRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var offer = bargain.limits().draft();
        if (request.draft() != Switch.ON || (offer != null && offer != Offer.NEVER)) {
            return;
        }
        var lowest = Objects.requireNonNull(bargain.limits().sizes()).lowest();
        bargain.adapt("draft", "on", "a clip at " + lowest, "off", "the model has no drafts of its own");
        bargain.become(request.toBuilder()
                .draft(null)
                .size(null)
                .resolution(lowest)
                .ratio(
                        request.ratio() == null && request.size() != null
                                ? AspectRatio.of(request.size())
                                : request.ratio())
                .build());
    }
}
