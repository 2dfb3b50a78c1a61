package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a request costs, as far as its card knows. */
public sealed interface Quote {

    /**
     * A known price.
     *
     * @param atMost for all clips of the request; the vendor's bill may be lower
     * @param tokens the video tokens of all clips, where they are what is paid for
     * @param asOf when the prices were looked up
     */
    record Priced(Money atMost, @Nullable Long tokens, LocalDate asOf) implements Quote {}

    /** An unknown price, which is not the same as none. */
    record Unpriced(String why) implements Quote {}
}
