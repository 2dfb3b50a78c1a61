package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.Spelled;

/** How much moves in the picture. */
public enum Motion implements Spelled {
    SMALL("small"),
    MEDIUM("medium"),
    LARGE("large");

    private final String word;

    Motion(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
