package dev.shotwright.jobs.quota;

import dev.shotwright.vocabulary.Spelled;

/** To whom a model is open. */
public enum Opening implements Spelled {
    EVERYBODY("everybody"),
    /** To accounts that are invited, for tests before its launch. */
    INVITED("invited");

    private final String word;

    Opening(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
