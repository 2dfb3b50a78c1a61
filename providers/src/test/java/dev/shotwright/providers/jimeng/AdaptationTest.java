package dev.shotwright.providers.jimeng;

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
        jimeng/3.0      | ratio 21:9                        | accepted
        jimeng/3.0      | ratio 2:1                         | ratio: 2:1 -> 16:9
        jimeng/3.0      | duration 7                        | duration: 7 s -> 5 s
        jimeng/l2.0     | duration 10                       | duration: 10 s -> 5 s
        jimeng/3.0      | resolution 1080p                  | resolution: 1080p -> 720p
        jimeng/3.0      | camera orbit                      | camera[0]: orbit -> 'The camera circles the subject' in the prompt
        jimeng/3.0      | firsts 1, camera orbit            | accepted
        jimeng/3.0-pro  | firsts 1, camera orbit            | camera[0]: orbit -> 'The camera circles the subject' in the prompt
        jimeng/3.0      | camera roll-clockwise             | refused camera[0]
        jimeng/3.0      | seed 7                            | accepted
        jimeng/3.0      | seed 4294967296                   | seed: 4294967296 -> 0
        jimeng/3.0      | tier flex                         | refused tier
        jimeng/3.0      | audio on                          | refused audio
        jimeng/3.0      | negative blur                     | negativePrompt: 'blur' -> none
        jimeng/3.0      | firsts 2                          | refused media
        jimeng/3.0      | subjects 1                        | refused media
        jimeng/l2.0     | firsts 1                          | refused media
        """)
    void a_request_is_met_or_told_what_becomes_of_it(String model, String wish, String becomes) {
        var card = new JimengVendor()
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
        return builder.media(Stream.concat(
                                media(wish, "subjects", MediaKind.IMAGE, MediaRole.SUBJECT_REFERENCE),
                                media(wish, "firsts", MediaKind.IMAGE, MediaRole.FIRST_FRAME))
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
