package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.Spelled;

/** How far a negotiation may move away from what was asked. */
public enum Leeway implements Spelled {
    /** To what the model offers nearest, with a notice. */
    NEAREST("nearest"),
    /** Not at all: whatever would be adapted is refused. */
    NONE("none");

    private final String word;

    Leeway(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
