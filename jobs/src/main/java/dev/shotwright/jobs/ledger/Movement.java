package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.Spelled;

/** Why money goes from one purse to another. */
public enum Movement implements Spelled {
    /** Somebody pays in. */
    CREDIT("credit", Purse.CREDITED, Purse.AVAILABLE),
    /** Money that no job holds is paid out. */
    DEBIT("debit", Purse.AVAILABLE, Purse.CREDITED),
    /** A job is accepted at its price. */
    HOLD("hold", Purse.AVAILABLE, Purse.HELD),
    /** A job has cost so much. */
    SETTLE("settle", Purse.HELD, Purse.SPENT),
    /** What a job held and did not cost. */
    RELEASE("release", Purse.HELD, Purse.AVAILABLE),
    /** What a job has cost is given back. */
    REFUND("refund", Purse.SPENT, Purse.AVAILABLE);

    private final String word;
    private final Purse source;
    private final Purse target;

    Movement(String word, Purse source, Purse target) {
        this.word = word;
        this.source = source;
        this.target = target;
    }

    @Override
    public String word() {
        return word;
    }

    public Purse source() {
        return source;
    }

    public Purse target() {
        return target;
    }
}
