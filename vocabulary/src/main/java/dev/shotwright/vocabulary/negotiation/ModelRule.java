package dev.shotwright.vocabulary.negotiation;

/** A request for another model is not for this card. */
final class ModelRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var own = bargain.card().model();
        if (request.model() == null) {
            bargain.become(request.toBuilder().model(own).build());
        } else if (!request.model().equals(own)) {
            bargain.refuse("model", request.model(), own, own);
        }
    }
}
