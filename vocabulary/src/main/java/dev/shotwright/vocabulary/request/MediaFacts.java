package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a probe found in a medium.
 *
 * @param format the usual file ending of its true type in lower case, such as {@code png}, {@code jpeg} or {@code mp4}
 * @param size absent for sound
 * @param duration absent for pictures
 * @param fps absent for pictures and sound
 */
public record MediaFacts(
        String format,
        long bytes,
        @Nullable Pixels size,
        @Nullable Duration duration,
        @Nullable FrameRate fps) {

    public MediaFacts {
        format = format.toLowerCase(Locale.ROOT);
        if (format.equals("jpg")) {
            format = "jpeg";
        }
        if (bytes < 0) {
            throw ShotwrightException.invalid("bytes", bytes, "0 or more");
        }
        if (duration != null && duration.isNegative()) {
            throw ShotwrightException.invalid("duration", duration, "0 or more");
        }
    }
}
