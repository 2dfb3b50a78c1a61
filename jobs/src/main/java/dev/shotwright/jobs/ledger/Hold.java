package dev.shotwright.jobs.ledger;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a job reserves when it is accepted.
 *
 * @param amount 0 or more, in the account's currency
 */
public record Hold(UUID account, UUID job, BigDecimal amount) {
    public Hold {
        amount = Amounts.exact(amount);
    }
}
