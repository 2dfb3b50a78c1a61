package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a draw used up, as far as its model counts it.
 *
 * @param tokens video tokens
 * @param output the length of what was drawn
 * @param input the length of what was read
 * @param credits the vendor's own units
 */
public record Usage(
        @Nullable Long tokens,
        @Nullable Duration output,
        @Nullable Duration input,
        @Nullable BigDecimal credits) {

    public Usage {
        if (tokens != null && tokens < 0) {
            throw ShotwrightException.invalid("tokens", tokens, "0 or more");
        }
    }
}
