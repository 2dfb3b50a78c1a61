package dev.shotwright.vocabulary;

import java.math.BigDecimal;
import java.time.Duration;

/** A duration as the exact number of seconds that documents and messages show. */
public final class Seconds {
    private Seconds() {}

    public static BigDecimal of(Duration duration) {
        var seconds = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    /** For example {@code 2.5 s}. */
    public static String words(Duration duration) {
        return of(duration).toPlainString() + " s";
    }
}
