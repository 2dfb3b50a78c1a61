package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.request.Switch;
import java.util.Objects;

/** Sound that was asked for and cannot be had is refused; sound that cannot be left out is noticed. */
final class AudioRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var offer = Objects.requireNonNullElse(bargain.limits().audio(), Offer.NEVER);
        var asked = request.audio();
        if (asked == Switch.ON && offer == Offer.NEVER) {
            bargain.refuse("audio", "on", "off, since the model draws without sound", "off");
        } else if (asked == Switch.OFF && offer == Offer.ALWAYS) {
            bargain.adapt("audio", "off", "on", "on", "the model always draws with sound");
            bargain.become(request.toBuilder().audio(Switch.ON).build());
        } else if (asked == null) {
            bargain.become(request.toBuilder().audio(usual(offer)).build());
        }
    }

    private static Switch usual(Offer offer) {
        return switch (offer) {
            case ALWAYS, ON_BY_DEFAULT -> Switch.ON;
            case OFF_BY_DEFAULT, NEVER -> Switch.OFF;
        };
    }
}
