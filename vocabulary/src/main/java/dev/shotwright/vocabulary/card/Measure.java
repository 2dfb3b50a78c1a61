package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** What the lines of a resolution measure when a model has no table of sizes. */
public enum Measure implements Spelled {
    /** The short side has so many pixels. */
    SHORT_SIDE("short-side"),
    /** The picture has as many pixels as a 16:9 picture of so many lines. */
    AREA("area");

    private final String word;

    Measure(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
