package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of a base currency was worth on a day.
 *
 * @param source who said so
 * @param rates the units of other currencies that one unit of the base buys
 */
public record ExchangeRates(LocalDate asOf, @Nullable String source, String base, Map<String, BigDecimal> rates) {

    public ExchangeRates {
        rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
        rates.forEach((currency, rate) -> {
            if (rate.signum() <= 0) {
                throw ShotwrightException.invalid("rates." + currency, rate, "more than 0");
            }
        });
    }

    /** The same worth in another currency, or null where a rate is unknown. */
    public @Nullable Money convert(Money money, String currency) {
        if (money.currency().equals(currency)) {
            return money;
        }
        var from = rate(money.currency());
        var to = rate(currency);
        return from == null || to == null
                ? null
                : new Money(money.amount().multiply(to).divide(from, MathContext.DECIMAL64), currency);
    }

    private @Nullable BigDecimal rate(String currency) {
        return currency.equals(base) ? BigDecimal.ONE : rates.get(currency);
    }
}
