package dev.shotwright.jobs.offpeak;

import dev.shotwright.vocabulary.Hours;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.time.Duration;

/** When a model is cheaper here for those who wait. */
public sealed interface Window {
    /** What the standard price is multiplied by. */
    BigDecimal factor();

    /** A draw that begins in certain hours of the week. */
    record Clock(Hours hours, BigDecimal factor) implements Window {
        public Clock {
            check(factor);
        }
    }

    /**
     * A draw that begins when local workers have nothing else to do, or when it has waited long enough.
     *
     * @param within how long it waits at most
     */
    record Idle(Duration within, BigDecimal factor) implements Window {
        public Idle {
            check(factor);
            if (within.isNegative() || within.compareTo(Duration.ofDays(31)) > 0) {
                throw ShotwrightException.invalid("within", Seconds.words(within), "0 to 31 days, in seconds");
            }
        }
    }

    private static void check(BigDecimal factor) {
        if (factor.signum() < 0 || factor.compareTo(BigDecimal.ONE) > 0) {
            throw ShotwrightException.invalid("factor", factor.toPlainString(), "0 to 1");
        }
    }
}
