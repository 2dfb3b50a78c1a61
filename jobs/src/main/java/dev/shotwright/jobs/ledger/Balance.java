package dev.shotwright.jobs.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account has, and what it may hold.
 *
 * @param currency what all its amounts are of
 * @param least the floor that no hold or debit goes below, 0 or less; absent where the account is not stopped by money
 */
public record Balance(
        UUID account,
        String currency,
        Purses purses,
        @Nullable BigDecimal least,
        DayCap day) {

    /** Whether a job of this account needs a known price. */
    public boolean needsPrices() {
        return least != null || day.limit() != null;
    }

    /** Whether jobs may hold so much together; nothing is changed. */
    public Funds hold(BigDecimal amount, Instant now) {
        var rounded = Amounts.exact(amount);
        if (!covers(rounded)) {
            return new Funds.Insufficient(purses.available(), rounded);
        }
        var left = day.left(now);
        if (left != null && rounded.signum() > 0 && rounded.compareTo(left) > 0) {
            return new Funds.OverDay(left, rounded, day.reset(now));
        }
        return new Funds.Held(
                new Balance(account, currency, purses.after(Movement.HOLD, rounded), least, day.after(rounded, now)));
    }

    /** Whether so much may leave the available purse. What costs nothing is never refused. */
    boolean covers(BigDecimal amount) {
        return amount.signum() == 0
                || least == null
                || purses.available().subtract(amount).compareTo(least) >= 0;
    }
}
