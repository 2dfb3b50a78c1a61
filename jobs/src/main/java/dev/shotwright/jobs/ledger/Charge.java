package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request costs an account. */
public sealed interface Charge {

    /**
     * A known price.
     *
     * @param atMost for all clips of the request, in the account's currency
     * @param tariff by which a draw is settled, in the account's currency; a job keeps it from its acceptance on
     * @param since when this price began; absent where it is the card's
     */
    record Known(Money atMost, Tariff tariff, @Nullable Instant since) implements Charge {

        /** The same for a part of the price. */
        public Known times(BigDecimal factor) {
            return new Known(
                    atMost.times(factor).roundedUp(Amounts.DECIMALS),
                    tariff.repriced(money -> money.times(factor)),
                    since);
        }
    }

    /** Nobody knows. */
    record Unknown(String why) implements Charge {}
}
