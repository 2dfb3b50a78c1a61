package dev.shotwright.vocabulary;

import java.math.BigInteger;

/** An exact number of frames per second, in lowest terms, for example 24 or 30000/1001. */
public record FrameRate(int numerator, int denominator) {

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

    public double framesPerSecond() {
        return (double) numerator / denominator;
    }

    /** The time at which a frame is shown, in seconds; frame 0 is shown at 0. */
    public double secondsAt(long frame) {
        return (double) frame * denominator / numerator;
    }

    @Override
    public String toString() {
        return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }
}
