package dev.shotwright.cli;

import dev.shotwright.providers.PlanningRates;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ExchangeRates;
import dev.shotwright.vocabulary.card.Quote;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices as people read and compare them, by the rates in {@code rates.yaml} of their {@link Home} or by planning rates. */
final class Prices {
    private static final String NAME = "rates.yaml";
    private static final int DECIMALS = 2;

    private final ExchangeRates rates;

    private Prices(ExchangeRates rates) {
        this.rates = rates;
    }

    static Prices of(Surroundings surroundings) {
        var home = Home.of(surroundings);
        var file = home == null ? null : home.resolve(NAME);
        if (file == null || !Files.exists(file)) {
            return new Prices(PlanningRates.standard());
        }
        var text = TextFile.read(NAME, file);
        return new Prices(TextFile.named(file, () -> TextFile.documents(file).read(ExchangeRates.class, text)));
    }

    /** An amount rounded up to cents, and the same in the common currency. */
    String words(Money money) {
        var common = common(money);
        return common == null
                        || money.amount().signum() == 0
                        || common.currency().equals(money.currency())
                ? rounded(money)
                : "%s (%s)".formatted(rounded(money), rounded(common));
    }

    /** A quote as it is told before anybody is asked. */
    String words(Quote quote) {
        return switch (quote) {
            case Quote.Priced priced -> "at most %s, prices of %s".formatted(words(priced.atMost()), priced.asOf());
            case Quote.Unpriced unknown -> "price unknown: " + unknown.why();
        };
    }

    static String rounded(Money money) {
        var shown = money.roundedUp(DECIMALS);
        return shown.amount().signum() == 0
                ? shown.toString()
                : shown.amount().setScale(DECIMALS).toPlainString() + " " + shown.currency();
    }

    /** The same worth in the currency that all prices are compared in; null where no rate is known. */
    @Nullable
    Money common(Money money) {
        return rates.convert(money, rates.base());
    }

    /** The sum in one currency: the own one where all have it, else the common one; null where a rate is unknown. */
    @Nullable
    Money sum(List<Money> amounts) {
        if (amounts.isEmpty()) {
            return null;
        }
        var currency = amounts.stream().map(Money::currency).distinct().count() == 1
                ? amounts.getFirst().currency()
                : rates.base();
        var sum = new Money(BigDecimal.ZERO, currency);
        for (var amount : amounts) {
            var converted = rates.convert(amount, currency);
            if (converted == null) {
                return null;
            }
            sum = sum.plus(converted);
        }
        return sum;
    }

    /** Refuses what may cost more than a budget, or nobody knows how much. */
    void refuseBeyond(Money budget, String model, List<Quote> quotes) {
        var sum = new Money(BigDecimal.ZERO, budget.currency());
        for (var quote : quotes) {
            switch (quote) {
                case Quote.Unpriced unknown ->
                    throw ShotwrightException.invalid(
                            "--budget",
                            rounded(budget) + ", and the price of " + model + " is unknown",
                            "a model whose price is known, or no budget");
                case Quote.Priced priced -> {
                    var converted = rates.convert(priced.atMost(), budget.currency());
                    if (converted == null) {
                        throw ShotwrightException.invalid(
                                "--budget",
                                "in " + budget.currency() + ", and " + model + " costs " + priced.atMost(),
                                "the same currency, or one with a rate in rates.yaml");
                    }
                    sum = sum.plus(converted);
                }
            }
        }
        if (sum.amount().compareTo(budget.amount()) > 0) {
            throw ShotwrightException.invalid(
                    "--budget",
                    "%s, and %s may cost %s".formatted(rounded(budget), model, rounded(sum)),
                    "%s or more, or a cheaper request".formatted(rounded(sum)));
        }
    }
}
