package dev.shotwright.vocabulary;

import java.math.BigInteger;
import java.util.Objects;
import java.util.regex.Pattern;

/** An exact number of frames per second, in lowest terms, for example 24 or 30000/1001. */
public record FrameRate(int numerator, int denominator) implements Comparable<FrameRate> {
    private static final Pattern SPELLING = Pattern.compile(
            "(?<numerator>\\d{1,9})/(?<denominator>\\d{1,6})|(?<whole>\\d{1,4})(\\.(?<decimals>\\d{1,5}))?");

    public FrameRate {
        if (numerator < 1 || denominator < 1 || numerator > 1000L * denominator) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "fps",
                    "fps is %d/%d; accepted is more than 0 and at most 1000".formatted(numerator, denominator));
        }
        var divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .intValue();
        numerator /= divisor;
        denominator /= divisor;
    }

    public static FrameRate of(int framesPerSecond) {
        return new FrameRate(framesPerSecond, 1);
    }

    /** Reads {@code 24}, {@code 23.976} or {@code 30000/1001}. */
    public static FrameRate parse(String text) {
        var matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            throw ShotwrightException.invalid(
                    "fps", "'" + text + "'", "a number such as 24 or a fraction such as 30000/1001");
        }
        if (matcher.group("denominator") != null) {
            return new FrameRate(
                    Integer.parseInt(matcher.group("numerator")), Integer.parseInt(matcher.group("denominator")));
        }
        var decimals = Objects.requireNonNullElse(matcher.group("decimals"), "");
        return new FrameRate(
                Integer.parseInt(matcher.group("whole") + decimals),
                BigInteger.TEN.pow(decimals.length()).intValueExact());
    }

    public double framesPerSecond() {
        return (double) numerator / denominator;
    }

    /** The time at which a frame is shown, in seconds; frame 0 is shown at 0. */
    public double secondsAt(long frame) {
        return (double) frame * denominator / numerator;
    }

    @Override
    public int compareTo(FrameRate other) {
        return Long.compare((long) numerator * other.denominator, (long) other.numerator * denominator);
    }

    @Override
    public String toString() {
        return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }
}
