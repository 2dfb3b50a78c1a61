package dev.shotwright.jobs.account;

import dev.shotwright.vocabulary.Spelled;

/** Who shares a quota. */
public enum Pool implements Spelled {
    EACH_KEY("each-key"),
    ALL_KEYS("all-keys");

    private final String word;

    Pool(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
