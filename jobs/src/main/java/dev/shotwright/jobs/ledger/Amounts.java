package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as the tables keep them: nine decimals, a lost part of one counted as a whole. */
final class Amounts {
    static final int DECIMALS = 9;
    private static final BigDecimal MOST = BigDecimal.TEN.pow(14);

    private Amounts() {}

    static BigDecimal exact(BigDecimal amount) {
        if (amount.signum() < 0 || amount.compareTo(MOST) > 0) {
            throw ShotwrightException.invalid("amount", amount.toPlainString(), "0 to " + MOST.toPlainString());
        }
        return amount.setScale(DECIMALS, RoundingMode.UP);
    }
}
