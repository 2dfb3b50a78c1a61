package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.Style;
import java.util.stream.Collectors;

/** A style goes to the model's own parameter, else in words into the prompt, else it is refused. */
final class StyleRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var style = request.style();
        if (style == null) {
            return;
        }
        var terms = bargain.limits().styles();
        var term = terms.get(style);
        if (term == null) {
            bargain.refuse(
                    "style",
                    style.word(),
                    terms.isEmpty()
                            ? "no style, since the model cannot be told of one"
                            : terms.keySet().stream().sorted().map(Style::word).collect(Collectors.joining(", ")),
                    null);
        } else if (term.parameter() == null) {
            bargain.tell("style", style.word(), String.valueOf(term.words()));
            bargain.become(bargain.request().toBuilder().style(null).build());
        }
    }
}
