package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.request.Pixels;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * The tokens of a clip as Volcano Engine Ark counts them: width × height × fps × seconds / 1024, exact, and rounded up to a
 * whole token at the end.
 */
public final class VideoTokens {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private VideoTokens() {}

    public static long of(Pixels size, FrameRate fps, Duration duration) {
        var nanos =
                BigInteger.valueOf(duration.getSeconds()).multiply(NANOS).add(BigInteger.valueOf(duration.getNano()));
        var numerator = BigInteger.valueOf(size.area())
                .multiply(BigInteger.valueOf(fps.numerator()))
                .multiply(nanos);
        var denominator = BigInteger.valueOf(1024L * fps.denominator()).multiply(NANOS);
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), 0, RoundingMode.CEILING)
                .longValueExact();
    }
}
