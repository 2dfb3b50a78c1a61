package dev.shotwright.jobs.ledger;

import java.math.BigDecimal;
import java.time.Instant;

/** Whether a balance bears a hold. */
public sealed interface Funds {

    /** It does; this is the balance with the hold in it. */
    record Held(Balance after) implements Funds {}

    record Insufficient(BigDecimal available, BigDecimal needed) implements Funds {}

    /**
     * The day's cap is in the way.
     *
     * @param left what may still be held today
     * @param again when the account's next day begins
     */
    record OverDay(BigDecimal left, BigDecimal needed, Instant again) implements Funds {}
}
