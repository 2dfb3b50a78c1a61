package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;

/** What is in each of an account's purses. What was credited is always in one of the others. */
public record Purses(BigDecimal credited, BigDecimal available, BigDecimal held, BigDecimal spent) {
    static final Purses EMPTY = new Purses(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public Purses {
        if (credited.compareTo(available.add(held).add(spent)) != 0) {
            throw ShotwrightException.invalid(
                    "credited",
                    credited.toPlainString(),
                    "the sum of available %s, held %s and spent %s"
                            .formatted(available.toPlainString(), held.toPlainString(), spent.toPlainString()));
        }
    }

    public BigDecimal of(Purse purse) {
        return switch (purse) {
            case CREDITED -> credited;
            case AVAILABLE -> available;
            case HELD -> held;
            case SPENT -> spent;
        };
    }

    /** These purses after a movement. */
    public Purses after(Movement movement, BigDecimal amount) {
        return new Purses(
                moved(Purse.CREDITED, movement, amount),
                moved(Purse.AVAILABLE, movement, amount),
                moved(Purse.HELD, movement, amount),
                moved(Purse.SPENT, movement, amount));
    }

    /*
     * The purse "credited" counts what went out of it: a credit takes money from outside, so the total ever put in grows.
     */
    private BigDecimal moved(Purse purse, Movement movement, BigDecimal amount) {
        var inward = purse == Purse.CREDITED ? movement.source() : movement.target();
        var outward = purse == Purse.CREDITED ? movement.target() : movement.source();
        if (purse == inward) {
            return of(purse).add(amount);
        }
        return purse == outward ? of(purse).subtract(amount) : of(purse);
    }
}
