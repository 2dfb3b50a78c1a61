package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.Spelled;

/** Where a draw stands. */
public enum State implements Spelled {
    QUEUED("queued"),
    RUNNING("running"),
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    EXPIRED("expired"),
    IN_DOUBT("in-doubt");

    private final String word;

    State(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
