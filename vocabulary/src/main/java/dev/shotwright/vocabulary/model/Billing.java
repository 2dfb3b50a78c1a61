package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.Spelled;

/** Whether a failed draw costs money. */
public enum Billing implements Spelled {
    BILLED("billed"),
    NOT_BILLED("not-billed"),
    UNKNOWN("unknown");

    private final String word;

    Billing(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
