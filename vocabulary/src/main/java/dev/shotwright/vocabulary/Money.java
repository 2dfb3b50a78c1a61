package dev.shotwright.vocabulary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An exact amount of a currency, written {@code 3.5 CNY}.
 *
 * @param currency three capital letters, ISO 4217
 */
public record Money(BigDecimal amount, String currency) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern SPELLING = Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?) ?([A-Z]{3})");

    public Money {
        if (!CURRENCY.matcher(currency).matches()) {
            throw ShotwrightException.invalid("currency", "'" + currency + "'", "three capital letters such as CNY");
        }
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money parse(String text) {
        var matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            throw ShotwrightException.invalid("money", "'" + text + "'", "an amount and a currency such as 3.5 CNY");
        }
        return of(matcher.group(1), matcher.group(2));
    }

    /** @throws ShotwrightException if the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw ShotwrightException.invalid(
                    "currency", other.currency, currency + ", since sums are of one currency");
        }
        return new Money(amount.add(other.amount), currency);
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    /** This amount with so many decimals; a lost part of a unit counts as a whole one. */
    public Money roundedUp(int decimals) {
        return new Money(amount.setScale(decimals, RoundingMode.UP), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
