package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.Pixels;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clip that was drawn.
 *
 * @param source where it is: a path or an address
 * @param expires when the address stops working; absent where it does not
 */
public record Clip(
        String source,
        @Nullable Instant expires,
        @Nullable Pixels size,
        @Nullable Duration duration,
        @Nullable FrameRate fps,
        @Nullable Long seed) {

    public Clip {
        if (source.isBlank()) {
            throw ShotwrightException.invalid("source", "empty", "a path or an address");
        }
    }
}
