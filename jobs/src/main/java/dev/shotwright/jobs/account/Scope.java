package dev.shotwright.jobs.account;

import dev.shotwright.vocabulary.Spelled;

/** What a key opens. */
public enum Scope implements Spelled {
    /** To ask for clips, and to cancel and delete what was asked. */
    SUBMIT("submit"),
    /** To see the account's jobs, files and usage. */
    READ("read"),
    /** To see and change everything of every account. */
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
