package dev.shotwright.vocabulary.negotiation;

/** What is not to be seen is left out where the model cannot be told of it, and never cut. */
final class NegativePromptRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var text = request.negativePrompt();
        if (text == null) {
            return;
        }
        var limit = bargain.limits().negativePrompt();
        if (limit == null) {
            bargain.adapt(
                    "negativePrompt",
                    "'" + text + "'",
                    "none",
                    "no negative prompt",
                    "the model takes no negative prompt");
            bargain.become(request.toBuilder().negativePrompt(null).build());
            return;
        }
        var length = limit.lengthOf(text, bargain.counter());
        if (length > limit.most()) {
            bargain.refuse("negativePrompt", length + " " + limit.unit().word(), limit.words(), null);
        }
    }
}
