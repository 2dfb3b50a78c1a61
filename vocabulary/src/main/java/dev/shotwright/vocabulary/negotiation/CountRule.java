package dev.shotwright.vocabulary.negotiation;

import java.util.Objects;

/** How many clips one request may ask for. */
final class CountRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var most = Objects.requireNonNullElse(bargain.limits().count(), 1);
        var asked = Objects.requireNonNullElse(request.count(), 1);
        if (asked > most) {
            bargain.adapt("count", asked, most, "1 to " + most, "the model draws no more clips for one request");
        }
        bargain.become(request.toBuilder().count(Math.min(asked, most)).build());
    }
}
