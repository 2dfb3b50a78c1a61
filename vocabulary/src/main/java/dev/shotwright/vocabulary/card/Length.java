package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Seconds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** The length of a clip in both of its measures. */
public record Length(Duration duration, int frames) {
    private static final BigDecimal ONE_FRAME = new BigDecimal("1.001");

    /** A clip of so many frames; the duration is rounded to a microsecond. */
    public static Length ofFrames(int frames, FrameRate fps) {
        var micros = BigDecimal.valueOf((long) frames * fps.denominator())
                .movePointRight(6)
                .divide(BigDecimal.valueOf(fps.numerator()), 0, RoundingMode.HALF_EVEN);
        return new Length(Duration.ofNanos(micros.movePointRight(3).longValueExact()), frames);
    }

    /** A clip of such a duration, with the nearest count of frames, at least one. */
    public static Length ofDuration(Duration duration, FrameRate fps) {
        var frames = framesIn(duration, fps).setScale(0, RoundingMode.HALF_UP);
        return new Length(duration, Math.max(1, frames.intValueExact()));
    }

    /** Whether this many frames are a clip of such a duration, give or take one frame: 5 s at 24 fps have 120 or 121. */
    public boolean meets(Duration asked, FrameRate fps) {
        return framesIn(asked, fps).subtract(BigDecimal.valueOf(frames)).abs().compareTo(ONE_FRAME) <= 0;
    }

    private static BigDecimal framesIn(Duration duration, FrameRate fps) {
        return Seconds.of(duration)
                .multiply(BigDecimal.valueOf(fps.numerator()))
                .divide(BigDecimal.valueOf(fps.denominator()), 9, RoundingMode.HALF_EVEN);
    }
}
