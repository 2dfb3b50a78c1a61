package dev.shotwright.providers.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands.
 *
 * @param balance what is left, where the vendor tells
 * @param unit what the balance is counted in: a currency, or the vendor's credits
 * @param concurrent how many draws may run at once, where the vendor tells
 */
public record Standing(
        @Nullable BigDecimal balance,
        @Nullable String unit,
        @Nullable Integer concurrent) {

    /** An account whose key is taken, and of which no more is known. */
    public static Standing open() {
        return new Standing(null, null, null);
    }
}
