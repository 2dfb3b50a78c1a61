package dev.shotwright.providers.vidu;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * A clip through several pictures: each of them but the first ends a stretch of whole seconds, and the last one ends the clip.
 * The prompt is told for every stretch.
 */
final class ViduKeyframes {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(7);

    private ViduKeyframes() {}

    static boolean areIn(VideoRequest request) {
        return request.media().stream().anyMatch(item -> item.role() == MediaRole.KEYFRAME);
    }

    static void put(ObjectNode body, VideoRequest request) {
        var length = Objects.requireNonNullElse(request.duration(), Duration.ZERO);
        var inOrder = request.media().stream()
                .sorted(Comparator.comparing(item -> end(item, length)))
                .toList();
        var begins = Duration.ZERO;
        for (var item : inOrder) {
            var picture = new Enclosure(item).address();
            if (item.role() == MediaRole.FIRST_FRAME) {
                body.put("start_image", picture);
                continue;
            }
            var ends = end(item, length);
            var stretch = body.withArrayProperty("image_settings").addObject().put("key_image", picture);
            if (request.prompt() != null) {
                stretch.put("prompt", request.prompt());
            }
            stretch.put("duration", seconds(ends.minus(begins)));
            begins = ends;
        }
    }

    private static Duration end(MediaItem item, Duration length) {
        return switch (item.role()) {
            case FIRST_FRAME -> Duration.ZERO;
            case KEYFRAME -> Objects.requireNonNullElse(item.at(), Duration.ZERO);
            default -> length;
        };
    }

    private static long seconds(Duration stretch) {
        if (stretch.compareTo(SHORTEST) < 0 || stretch.compareTo(LONGEST) > 0 || stretch.toNanosPart() != 0) {
            throw ShotwrightException.invalid(
                    "media.at",
                    "%s between two pictures".formatted(Seconds.words(stretch)),
                    "2 s to 7 s in steps of 1 s");
        }
        return stretch.toSeconds();
    }
}
