package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One uninterrupted run of the camera within a clip of several; without a duration it takes its share of the clip. */
public record Shot(String prompt, @Nullable Duration duration, List<CameraMove> camera) {

    public Shot {
        camera = List.copyOf(camera);
        if (prompt.isBlank()) {
            throw ShotwrightException.invalid("prompt", "empty", "what is to be seen in the shot");
        }
        if (duration != null && !duration.isPositive()) {
            throw ShotwrightException.invalid("duration", duration.toMillis() + " ms", "more than 0 seconds");
        }
    }
}
