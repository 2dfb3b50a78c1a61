package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaKind;

/**
 * What each medium of a kind costs beside the price.
 *
 * @param free how many cost nothing
 */
public record Surcharge(Money price, MediaKind each, int free) {

    public Surcharge {
        if (price.amount().signum() < 0) {
            throw ShotwrightException.invalid("price", price, "0 or more");
        }
        if (free < 0) {
            throw ShotwrightException.invalid("free", free, "0 or more");
        }
    }
}
