package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.Spelled;

/** Where an account's money can be. */
public enum Purse implements Spelled {
    /** All that was ever put in, less what was taken out again; the other three share it. */
    CREDITED("credited"),
    AVAILABLE("available"),
    /** Reserved for jobs that have not ended, and for those in doubt. */
    HELD("held"),
    SPENT("spent");

    private final String word;

    Purse(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
