package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.request.Switch;

/** A watermark or label that a model always adds cannot be switched off. One that it cannot add stays in the request, for whoever finishes the clip. */
final class MarkRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        if (request.watermark() == Switch.OFF && bargain.limits().watermark() == Offer.ALWAYS) {
            bargain.adapt("watermark", "off", "on", "on", "the model always adds its watermark");
            request = request.toBuilder().watermark(Switch.ON).build();
        }
        if (request.label() == Switch.OFF && bargain.limits().label() == Offer.ALWAYS) {
            bargain.adapt("label", "off", "on", "on", "the model always labels its clips");
            request = request.toBuilder().label(Switch.ON).build();
        }
        bargain.become(request);
    }
}
