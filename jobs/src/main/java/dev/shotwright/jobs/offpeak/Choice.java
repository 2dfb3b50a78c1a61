package dev.shotwright.jobs.offpeak;

import dev.shotwright.vocabulary.Spelled;

/** How a draw that may wait is drawn. */
public enum Choice implements Spelled {
    AT_ONCE("at-once"),
    /** In the vendor's own cheaper tier, by its terms. */
    VENDOR("vendor"),
    /** In the hours of a window. */
    CLOCK("clock"),
    /** When local workers have nothing else to do. */
    IDLE("idle");

    private final String word;

    Choice(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
