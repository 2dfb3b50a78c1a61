package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.Nearest;

/** Options pass through untouched; a card that lists its options refuses others. */
final class OptionsRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var known = bargain.card().options();
        if (known.isEmpty()) {
            return;
        }
        for (var option : bargain.request().options().entrySet()) {
            if (!known.contains(option.getKey())) {
                bargain.refuse(
                        "options." + option.getKey(),
                        String.valueOf(option.getValue()),
                        String.join(", ", known),
                        Nearest.word(option.getKey(), known));
            }
        }
    }
}
