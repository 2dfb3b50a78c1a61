package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.Spelled;

/** What usage is told apart by. */
public enum Dimension implements Spelled {
    /** The day of the account on which jobs ended, and on which money was spent or given back. */
    DAY("day", "u.day"),
    ACCOUNT("account", "u.account"),
    MODEL("model", "u.model"),
    KEY("key", "u.key"),
    END_USER("end-user", "u.end_user"),
    CAMPAIGN("campaign", "u.campaign");

    private final String word;
    private final String column;

    Dimension(String word, String column) {
        this.word = word;
        this.column = column;
    }

    @Override
    public String word() {
        return word;
    }

    String column() {
        return column;
    }
}
