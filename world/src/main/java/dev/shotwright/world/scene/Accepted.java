package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The rules that the values of a scene keep, each broken with the field, what was given and what is accepted. */
final class Accepted {
    private static final double ROUNDING = 1e-6;

    private Accepted() {}

    static void that(boolean accepted, String field, @Nullable Object given, String rule) {
        if (!accepted) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, field, "%s is %s; accepted is %s".formatted(field, given, rule));
        }
    }

    static void word(String text, String field) {
        that(!text.isBlank(), field, "empty", "a word");
    }

    static void span(double from, double to, double seconds, String field) {
        that(
                from >= 0 && from < to && to <= seconds + ROUNDING,
                field,
                "from " + plain(from) + " to " + plain(to),
                "0 <= from < to <= %s, the seconds of the shot".formatted(plain(seconds)));
    }

    private static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
