package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** Which draws a vendor lets its users cancel. */
public enum CancelKind implements Spelled {
    NONE("none"),
    QUEUED("queued"),
    QUEUED_AND_RUNNING("queued-and-running");

    private final String word;

    CancelKind(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
