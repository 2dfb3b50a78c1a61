package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** How a vendor tells of a change of state, and how far its word can be trusted. */
public enum CallbackKind implements Spelled {
    NONE("none"),
    UNSIGNED("unsigned"),
    CHALLENGE("challenge"),
    SIGNED("signed");

    private final String word;

    CallbackKind(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
