package dev.shotwright.providers.kling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        kling/3.0       | ratio 21:9                        | ratio: 21:9 -> 16:9
        kling/3.0       | duration 7                        | accepted
        kling/2.6       | duration 7                        | duration: 7 s -> 5 s
        kling/v2-1-master | duration 8                      | duration: 8 s -> 10 s
        kling/2.6       | camera orbit                      | camera[0]: orbit -> 'The camera circles the subject' in the prompt
        kling/3.0       | camera aerial-dolly               | refused camera[0]
        kling/v1        | camera truck-left                 | accepted
        kling/v1        | camera pan-left                   | camera[0]: pan-left -> 'The camera pans left' in the prompt
        kling/v1        | duration 10, camera truck-left    | camera[0]: truck-left -> 'The camera moves left' in the prompt
        kling/2.6       | audio on                          | accepted
        kling/2.6       | resolution 720p, audio on         | resolution: 720p -> 1080p
        kling/3.0-turbo | audio off                         | audio: off -> on
        kling/v1        | audio on                          | refused audio
        kling/3.0       | seed 7                            | seed: 7 -> none
        kling/3.0       | tier flex                         | refused tier
        kling/v1-5      | ratio 1:1                         | refused media
        kling/3.0       | subjects 2                        | refused media
        kling/3.0-omni  | subjects 7                        | accepted
        kling/3.0-omni  | subjects 8                        | refused media
        kling/3.0       | subjects 1, motions 1             | accepted
        kling/3.0       | subjects 2, motions 1             | refused media
        kling/o1        | resolution 4k                     | resolution: 4k -> 1080p
        kling/3.0       | negative blur                     | negativePrompt: 'blur' -> none
        kling/avatar    | frames 1, sounds 1                | accepted
        kling/avatar    | frames 1, sounds 1, duration 20   | duration: 20 s -> 300 s
        kling/avatar    | frames 1                          | refused media
        kling/avatar    | frames 1, sounds 2                | refused media
        kling/lip-sync  | clips 1, sounds 1                 | refused prompt
        kling/effects   | frames 1                          | refused prompt
        kling/effects   | subjects 3                        | refused media, prompt
        """)
    void a_request_is_met_or_told_what_becomes_of_it(String model, String wish, String becomes) {
        var card = new KlingVendor()
                .cards().stream()
                        .filter(each -> each.model().equals(model))
                        .findFirst()
                        .orElseThrow();
        var verdict = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request(model, wish), card);
        assertThat(told(verdict)).isEqualTo(becomes);
    }

    private static String told(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> "accepted";
            case Verdict.Adapted adapted ->
                adapted.notices().stream()
                        .map(notice -> "%s: %s -> %s".formatted(notice.field(), notice.asked(), notice.given()))
                        .collect(Collectors.joining("; "));
            case Verdict.Refused refused ->
                "refused "
                        + refused.reasons().stream()
                                .map(reason -> reason.field().replaceFirst("^media\\[.*|^operation$", "media"))
                                .distinct()
                                .collect(Collectors.joining(", "));
        };
    }

    private static VideoRequest request(String model, String wish) {
        var builder = VideoRequest.builder().model(model).prompt("A fox runs");
        for (var each : wish.split(", ", -1)) {
            var value = each.substring(each.indexOf(' ') + 1);
            switch (each.substring(0, each.indexOf(' '))) {
                case "ratio" -> builder.ratio(AspectRatio.parse(value));
                case "duration" -> builder.duration(Duration.ofSeconds(Long.parseLong(value)));
                case "resolution" -> builder.resolution(Resolution.parse(value));
                case "camera" -> builder.camera(List.of(CameraMove.parse("camera", value)));
                case "audio" -> builder.audio(value.equals("on") ? Switch.ON : Switch.OFF);
                case "seed" -> builder.seed(Long.parseLong(value));
                case "tier" -> builder.tier(Tier.FLEX);
                case "negative" -> builder.negativePrompt(value);
                default -> {}
            }
        }
        return builder.media(Stream.of(
                                media(wish, "frames", MediaKind.IMAGE, MediaRole.FIRST_FRAME),
                                media(wish, "subjects", MediaKind.IMAGE, MediaRole.SUBJECT_REFERENCE),
                                media(wish, "clips", MediaKind.VIDEO, MediaRole.SOURCE_VIDEO),
                                media(wish, "sounds", MediaKind.AUDIO, MediaRole.DRIVING_AUDIO),
                                media(wish, "motions", MediaKind.VIDEO, MediaRole.DRIVING_MOTION))
                        .flatMap(media -> media)
                        .toList())
                .build();
    }

    private static Stream<MediaItem> media(String wish, String name, MediaKind kind, MediaRole role) {
        return Stream.of(wish.split(", ", -1))
                .filter(each -> each.startsWith(name + " "))
                .flatMap(each -> IntStream.range(0, Integer.parseInt(each.substring(name.length() + 1)))
                        .mapToObj(i -> MediaItem.of(kind, role, "https://example.org/%d".formatted(i))));
    }
}
