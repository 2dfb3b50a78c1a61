package dev.shotwright.jobs.ledger;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a job has cost; 0 releases all that it holds.
 *
 * @param cost 0 or more, in the account's currency; what exceeds the hold is not taken
 */
public record Settlement(UUID account, UUID job, BigDecimal cost) {
    public Settlement {
        cost = Amounts.exact(cost);
    }

    /** A job that has cost nothing. */
    public static Settlement release(UUID account, UUID job) {
        return new Settlement(account, job, BigDecimal.ZERO);
    }
}
