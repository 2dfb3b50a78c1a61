package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold within every request, whatever the model. */
final class RequestChecks {
    private static final Duration LONGEST = Duration.ofHours(24);

    private RequestChecks() {}

    static void content(@Nullable String model, @Nullable String prompt, List<MediaItem> media, List<Shot> shots) {
        if (model != null && model.isBlank()) {
            throw ShotwrightException.invalid("model", "empty", "the name of a model, or nothing");
        }
        if (prompt != null && prompt.isBlank()) {
            throw ShotwrightException.invalid("prompt", "empty", "what is to be seen, or nothing");
        }
        if (prompt == null && media.isEmpty() && shots.isEmpty()) {
            throw ShotwrightException.invalid("prompt", "absent", "what is to be seen, or shots, or media");
        }
    }

    static void length(
            @Nullable Duration duration, @Nullable Integer frames, @Nullable FrameRate fps, List<Shot> shots) {
        if (duration != null && (!duration.isPositive() || duration.compareTo(LONGEST) > 0)) {
            throw ShotwrightException.invalid(
                    "duration", Seconds.words(duration), "more than 0 and at most 86400 seconds");
        }
        if (frames != null && (frames < 1 || frames > 10_000_000)) {
            throw ShotwrightException.invalid("frames", frames, "1 to 10000000");
        }
        if (duration != null && frames != null) {
            if (fps == null) {
                throw ShotwrightException.invalid(
                        "frames", frames, "duration or frames, and both only together with fps");
            }
            var given = fps.secondsAt(frames);
            if (Math.abs(given - Seconds.of(duration).doubleValue()) * fps.framesPerSecond() > 1.01) {
                throw ShotwrightException.invalid(
                        "frames",
                        "%d at %s fps, which is %.3f s".formatted(frames, fps, given),
                        "a count that fits the duration of %s to one frame".formatted(Seconds.words(duration)));
            }
        }
        if (duration != null && !shots.isEmpty() && !ShotTimes.fit(shots, duration)) {
            throw ShotwrightException.invalid(
                    "shots",
                    "timed at %s together".formatted(Seconds.words(ShotTimes.sum(shots))),
                    "the duration of the clip, %s, or less where a shot has no time of its own"
                            .formatted(Seconds.words(duration)));
        }
    }

    static void shape(@Nullable Pixels size, @Nullable AspectRatio ratio) {
        if (size != null && ratio != null && !ratio.describes(size)) {
            throw ShotwrightException.invalid("ratio", ratio, "the ratio of the size " + size + ", or nothing");
        }
    }

    static void numbers(@Nullable Integer count, @Nullable Long seed, @Nullable Integer priority) {
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
