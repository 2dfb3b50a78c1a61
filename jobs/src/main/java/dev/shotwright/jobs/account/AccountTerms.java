package dev.shotwright.jobs.account;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed with an account.
 *
 * @param currency what all its money is of; it never changes
 * @param zone where its days begin
 * @param weight its share of the workers where several accounts wait
 * @param maxRunning how many of its jobs run at once in a lane
 * @param maxQueued how many may wait
 * @param least how far its balance may go, 0 or less; absent where money does not stop it
 * @param dayLimit how much it may commit a day; absent where days are not capped
 * @param pool whether its keys have a quota each or one together
 * @param invitations the models that it may use though they are open to invited accounts only
 */
public record AccountTerms(
        String name,
        String currency,
        String zone,
        double weight,
        int maxRunning,
        int maxQueued,
        @Nullable BigDecimal least,
        @Nullable BigDecimal dayLimit,
        Pool pool,
        List<String> invitations) {
    private static final int LONGEST_NAME = 100;

    public AccountTerms {
        invitations = List.copyOf(invitations);
        least = plain(least);
        dayLimit = plain(dayLimit);
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ShotwrightException.invalid("name", "'" + name + "'", "1 to " + LONGEST_NAME + " letters");
        }
        var _ = new Money(BigDecimal.ZERO, currency);
        zone(zone);
        if (!(weight > 0 && weight <= 1000)) {
            throw ShotwrightException.invalid("weight", weight, "more than 0 and at most 1000");
        }
        notNegative("maxRunning", maxRunning);
        notNegative("maxQueued", maxQueued);
        if (least != null && least.signum() > 0) {
            throw ShotwrightException.invalid("least", least.toPlainString(), "0 or less");
        }
        if (dayLimit != null && dayLimit.signum() < 0) {
            throw ShotwrightException.invalid("dayLimit", dayLimit.toPlainString(), "0 or more");
        }
    }

    /** The terms in a row of {@code account} joined with its {@code balance}. */
    static AccountTerms of(ResultSet row) throws SQLException {
        return new AccountTerms(
                row.getString("name"),
                row.getString("currency"),
                row.getString("zone"),
                row.getDouble("weight"),
                row.getInt("max_running"),
                row.getInt("max_queued"),
                row.getBigDecimal("least"),
                row.getBigDecimal("day_limit"),
                row.getBoolean("pooled") ? Pool.ALL_KEYS : Pool.EACH_KEY,
                List.of((String[]) row.getArray("invitations").getArray()));
    }

    /** An account that pays before it asks, with the caps that hold where nothing else is agreed. */
    public static AccountTerms prepaid(String name, String currency) {
        return new AccountTerms(name, currency, "UTC", 1, 50, 100_000, BigDecimal.ZERO, null, Pool.EACH_KEY, List.of());
    }

    /** An account that money does not stop, such as one's own. */
    public static AccountTerms unlimited(String name, String currency) {
        return new AccountTerms(name, currency, "UTC", 1, 50, 100_000, null, null, Pool.EACH_KEY, List.of());
    }

    /** Whether a job of this account needs a known price. */
    public boolean needsPrices() {
        return least != null || dayLimit != null;
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(amount, "XXX").amount();
    }

    private static void notNegative(String field, int value) {
        if (value < 0) {
            throw ShotwrightException.invalid(field, value, "0 or more");
        }
    }

    private static void zone(String zone) {
        try {
            var _ = ZoneId.of(zone);
        } catch (DateTimeException fault) {
            var refused = ShotwrightException.invalid("zone", "'" + zone + "'", "a time zone such as Asia/Shanghai");
            refused.initCause(fault);
            throw refused;
        }
    }
}
