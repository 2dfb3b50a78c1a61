package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold within every request, whatever the model. */
final class RequestChecks {
    private static final Duration LONGEST = Duration.ofHours(24);

    private RequestChecks() {}

    static void check(
            @Nullable String model,
            @Nullable String prompt,
            List<MediaItem> media,
            @Nullable Duration duration,
            @Nullable Integer frames,
            @Nullable FrameRate fps,
            List<Shot> shots,
            @Nullable Integer count,
            @Nullable Long seed,
            @Nullable Integer priority) {
        if (model != null && model.isBlank()) {
            throw ShotwrightException.invalid("model", "empty", "the name of a model, or nothing");
        }
        if ((prompt == null || prompt.isBlank()) && media.isEmpty() && shots.isEmpty()) {
            throw ShotwrightException.invalid(
                    "prompt", prompt == null ? "absent" : "empty", "what is to be seen, or shots, or media");
        }
        if (duration != null && (!duration.isPositive() || duration.compareTo(LONGEST) > 0)) {
            throw ShotwrightException.invalid(
                    "duration", duration.toMillis() / 1000.0, "more than 0 and at most 86400 seconds");
        }
        if (frames != null && frames < 1) {
            throw ShotwrightException.invalid("frames", frames, "1 or more");
        }
        if (duration != null && frames != null && fps != null) {
            var seconds = fps.secondsAt(frames);
            if (Math.abs(seconds - duration.toNanos() / 1e9) * fps.framesPerSecond() > 1.001) {
                throw ShotwrightException.invalid(
                        "frames",
                        frames,
                        "a count that fits the duration and fps to one frame, here %.3f s".formatted(seconds));
            }
        }
        if (count != null && count < 1) {
            throw ShotwrightException.invalid("count", count, "1 or more");
        }
        if (seed != null && seed < 0) {
            throw ShotwrightException.invalid("seed", seed, "0 or more, or nothing for a new one each time");
        }
        if (priority != null && (priority < 0 || priority > 9)) {
            throw ShotwrightException.invalid("priority", priority, "0 to 9");
        }
    }
}
