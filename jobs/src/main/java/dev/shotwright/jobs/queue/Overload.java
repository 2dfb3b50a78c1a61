package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.Spelled;

/** What a caller wants where its quota is used up. */
public enum Overload implements Spelled {
    /** To be told, and to come again. */
    REFUSE("refuse"),
    /** To be accepted, and drawn as soon as the quota allows it. */
    WAIT("wait");

    private final String word;

    Overload(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
