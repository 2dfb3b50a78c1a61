package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.Spelled;

/** How it is known what a task has cost. */
public enum Proof implements Spelled {
    /** The vendor tells the cost itself. */
    VENDOR("vendor"),
    /** The vendor tells what was used up, and the tariff what that costs. */
    USAGE("usage"),
    /** It was never drawn, or the vendor does not bill it. */
    NOT_BILLED("not-billed"),
    /** Nobody tells; it is at most the quote. */
    UNPROVEN("unproven");

    private final String word;

    Proof(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
