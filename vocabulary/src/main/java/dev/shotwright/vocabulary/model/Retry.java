package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.Spelled;

/** Whether a failed draw may be tried again. */
public enum Retry implements Spelled {
    SAFE("safe"),
    LOOK_UP_FIRST("look-up-first"),
    NEVER("never");

    private final String word;

    Retry(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
