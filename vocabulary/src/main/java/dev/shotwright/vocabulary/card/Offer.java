package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** How a model offers something that a request may switch on or off. */
public enum Offer implements Spelled {
    ALWAYS("always"),
    ON_BY_DEFAULT("on-by-default"),
    OFF_BY_DEFAULT("off-by-default"),
    NEVER("never");

    private final String word;

    Offer(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
