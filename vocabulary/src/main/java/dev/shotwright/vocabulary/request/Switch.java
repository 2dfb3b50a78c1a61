package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.Spelled;

/** A wish that something be there or not. */
public enum Switch implements Spelled {
    ON("on"),
    OFF("off");

    private final String word;

    Switch(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
