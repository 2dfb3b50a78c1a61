package dev.shotwright.engine.memory;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Locale;
import java.util.regex.Pattern;

/** An amount of memory, written as people do: {@code 8G}, {@code 800M}, {@code 1.5GB}. */
public record ByteSize(long bytes) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]?)i?B?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = " KMGT";

    public ByteSize {
        if (bytes < 0) {
            throw ShotwrightException.invalid("memory", bytes, "0 or more bytes");
        }
    }

    /** Reads a size; units are powers of 1024. {@code option} names it in messages. */
    public static ByteSize parse(String option, String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            throw ShotwrightException.invalid(option, "'" + text + "'", "a size such as 8G or 800M");
        }
        var unit = match.group(2).toUpperCase(Locale.ROOT);
        double factor = Math.pow(1024, unit.isEmpty() ? 0 : UNITS.indexOf(unit));
        double bytes = Double.parseDouble(match.group(1)) * factor;
        if (bytes < 1 || bytes > Long.MAX_VALUE / 2.0) {
            throw ShotwrightException.invalid(option, "'" + text + "'", "a size such as 8G or 800M");
        }
        return new ByteSize((long) bytes);
    }

    @Override
    public String toString() {
        int unit = 0;
        double amount = bytes;
        while (amount >= 1024 && unit < UNITS.length() - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, amount < 10 ? "%.1f %cB" : "%.0f %cB", amount, UNITS.charAt(unit));
    }
}
