package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.Spelled;

/** How soon a draw is wanted: at once at the full price, or whenever there is room at a lower one. */
public enum Tier implements Spelled {
    STANDARD("standard"),
    FLEX("flex");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
