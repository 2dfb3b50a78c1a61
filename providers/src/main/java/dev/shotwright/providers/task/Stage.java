package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.Spelled;

/** How far a task has come. */
public enum Stage implements Spelled {
    /** It is written down, and the vendor does not know of it. */
    PREPARED("prepared"),
    /** It is on its way to the vendor; without a process that waits for the answer it is in doubt. */
    SUBMITTING("submitting"),
    /** The vendor draws it, under a ticket that is written down. */
    ACCEPTED("accepted"),
    /** It is drawn, and lies at the vendor's. */
    SUCCEEDED("succeeded"),
    /** The clip is in the user's file. */
    FETCHED("fetched"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    /** The vendor gave it up, or has forgotten it. */
    EXPIRED("expired"),
    /** The vendor may have accepted it, and no ticket is known. */
    IN_DOUBT("in-doubt");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether nothing more will happen to it. */
    public boolean ended() {
        return switch (this) {
            case FETCHED, FAILED, CANCELLED, EXPIRED -> true;
            case PREPARED, SUBMITTING, ACCEPTED, SUCCEEDED, IN_DOUBT -> false;
        };
    }

    /** Whether its cost is not yet known, so that its quote is set aside. */
    public boolean holds() {
        return switch (this) {
            case PREPARED, SUBMITTING, ACCEPTED, IN_DOUBT -> true;
            case SUCCEEDED, FETCHED, FAILED, CANCELLED, EXPIRED -> false;
        };
    }
}
