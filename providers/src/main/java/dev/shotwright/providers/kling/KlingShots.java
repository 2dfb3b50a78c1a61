package dev.shotwright.providers.kling;

import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The shots of a request in whole seconds that sum up to the clip; what is said of the whole clip is said of each. */
record KlingShots(List<Part> parts) {
    private static final int LONGEST = 512;

    /** A shot that lasts whole seconds. */
    record Part(String words, int seconds) {}

    static KlingShots of(VideoRequest request) {
        var shots = request.shots();
        var clip = Seconds.of(Objects.requireNonNullElse(request.duration(), Duration.ofSeconds(5)));
        if (clip.compareTo(BigDecimal.valueOf(shots.size())) < 0) {
            throw ShotwrightException.invalid(
                    "shots", shots.size() + " shots", "at most a shot for each second of the clip");
        }
        var untimed = shots.stream().filter(shot -> shot.duration() == null).count();
        var timed = shots.stream()
                .map(Shot::duration)
                .filter(Objects::nonNull)
                .map(Seconds::of)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var share = untimed == 0
                ? BigDecimal.ZERO
                : clip.subtract(timed).divide(BigDecimal.valueOf(untimed), 3, RoundingMode.HALF_UP);
        var parts = new ArrayList<Part>();
        var end = BigDecimal.ZERO;
        var used = 0;
        for (var i = 0; i < shots.size(); i++) {
            var shot = shots.get(i);
            end = end.add(shot.duration() == null ? share : Seconds.of(shot.duration()));
            var left = shots.size() - i - 1;
            var until = left == 0
                    ? clip.intValue()
                    : Math.clamp(end.setScale(0, RoundingMode.HALF_UP).intValue(), used + 1, clip.intValue() - left);
            parts.add(new Part(words(request.prompt(), shot.prompt()), until - used));
            used = until;
        }
        return new KlingShots(List.copyOf(parts));
    }

    private static String words(@Nullable String whole, String shot) {
        var words = whole == null ? shot : whole.strip() + " " + shot;
        if (words.length() > LONGEST) {
            throw ShotwrightException.invalid(
                    "prompt",
                    words.length() + " characters with a shot's words",
                    "at most %d characters for a shot, the prompt of the whole clip included".formatted(LONGEST));
        }
        return words;
    }

    /** The shots as the new interface reads them out of a prompt, where semicolons part them. */
    String text() {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> "shot %d, %d, %s;"
                        .formatted(
                                i + 1,
                                parts.get(i).seconds(),
                                parts.get(i).words().replace(';', ',')))
                .collect(Collectors.joining(" "));
    }
}
