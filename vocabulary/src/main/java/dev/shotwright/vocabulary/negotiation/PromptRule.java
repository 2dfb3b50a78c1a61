package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.TextLimit;
import dev.shotwright.vocabulary.request.Operation;
import java.util.Objects;

/** The prompt, with all that was told in words, must be there where it is needed and is never cut. */
final class PromptRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var limit = bargain.limits().prompt();
        var text = request.prompt();
        if (limit == null) {
            if (text != null) {
                bargain.refuse("prompt", "'" + text + "'", "no prompt, since the model takes none", null);
            }
            return;
        }
        var length = text == null ? 0 : limit.lengthOf(text, bargain.counter());
        if (length > limit.most() || length < least(bargain, limit)) {
            bargain.refuse(
                    "prompt",
                    text == null
                            ? "absent"
                            : length + " " + limit.unit().word()
                                    + (bargain.hasTold() ? " with what had to be told in words" : ""),
                    limit.words(),
                    null);
        }
    }

    private static int least(Bargain bargain, TextLimit limit) {
        var request = bargain.request();
        var needed = request.operation() == Operation.TEXT_TO_VIDEO
                        && request.shots().isEmpty()
                ? 1
                : 0;
        return Math.max(needed, Objects.requireNonNullElse(limit.least(), 0));
    }
}
