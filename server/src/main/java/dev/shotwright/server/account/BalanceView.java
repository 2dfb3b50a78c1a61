package dev.shotwright.server.account;

import dev.shotwright.jobs.ledger.Balance;
import dev.shotwright.vocabulary.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an account has. What was credited is always in one of the others.
 *
 * @param held set aside for jobs that have not ended
 * @param least the floor that nothing goes below; absent where money does not stop the account
 * @param dayLimit how much may be committed a day; absent where days are not capped
 */
public record BalanceView(
        Money credited,
        Money available,
        Money held,
        Money spent,
        @Nullable Money least,
        @Nullable Money dayLimit) {

    public static BalanceView of(Balance balance) {
        var currency = balance.currency();
        var purses = balance.purses();
        return new BalanceView(
                new Money(purses.credited(), currency),
                new Money(purses.available(), currency),
                new Money(purses.held(), currency),
                new Money(purses.spent(), currency),
                money(balance.least(), currency),
                money(balance.day().limit(), currency));
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : new Money(amount, currency);
    }
}
