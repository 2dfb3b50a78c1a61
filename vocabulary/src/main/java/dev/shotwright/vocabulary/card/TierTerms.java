package dev.shotwright.vocabulary.card;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tier means with a model.
 *
 * @param within the longest that a draw waits before it is given up or refunded
 * @param priceFactor what standard prices are multiplied by, where no price names the tier; 1 if absent
 * @param hours when the tier is open, in the vendor's words
 */
public record TierTerms(
        @Nullable Duration within,
        @Nullable BigDecimal priceFactor,
        @Nullable String hours) {}
