package dev.shotwright.providers.vidu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {
    private static final Negotiation NEGOTIATION = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        q3-pro  | {prompt: a, ratio: "9:16", duration: 16, audio: off}             | as asked
        q3-pro  | {prompt: a, ratio: "21:9"}                                       | ratio: 21:9 becomes 16:9
        q3-pro  | {prompt: a, resolution: 4k}                                      | resolution: 4k becomes 1080p
        q3-pro  | {prompt: a, duration: 20}                                        | duration: 20 s becomes 16 s
        q3-pro  | {prompt: a, negativePrompt: b}                                   | negativePrompt: 'b' becomes none
        q3-pro  | {prompt: a, camera: [orbit]}                                     | camera[0]: orbit becomes 'The camera circles the subject' in the prompt
        q3-pro  | {prompt: a, camera: ["dolly-in:slow"]}                           | camera[0]: dolly-in:slow becomes 'The camera pushes in slowly' in the prompt
        q3-pro  | {prompt: a, camera: [roll-clockwise]}                            | no camera[0]: roll-clockwise
        q3-pro  | {prompt: a, motion: large}                                       | motion: large becomes 'Everything moves' in the prompt
        q3-pro  | {prompt: a, style: 2d-animation}                                 | style: 2d-animation becomes '2D animation' in the prompt
        q3-pro  | {prompt: a, fps: 30}                                             | fps: 30 becomes 24
        q3-pro  | {prompt: a, seed: 0}                                             | seed: 0 becomes 1
        q3-pro  | {prompt: a, tier: flex}                                          | as asked
        q3-pro  | {prompt: a, draft: on}                                           | draft: on becomes a clip at 540p
        q3-pro  | {prompt: a, options: {cfg: 1}}                                   | no options.cfg: 1
        q3-pro  | {prompt: a, media: [{kind: image, role: subject-reference, source: a.png}]} | no media: reference-to-video
        q1      | {prompt: a, duration: 7}                                         | duration: 7 s becomes 5 s
        q1      | {prompt: a, style: 2d-animation}                                 | as asked
        q1      | {prompt: a, ratio: "4:3"}                                        | ratio: 4:3 becomes 16:9
        q1      | {prompt: a, audio: on}                                           | no audio: on
        2.0     | {media: [{kind: image, role: first-frame, source: a.png}], duration: 7}                     | duration: 7 s becomes 8 s
        2.0     | {media: [{kind: image, role: first-frame, source: a.png}], duration: 8, resolution: 1080p}  | resolution: 1080p becomes 720p
        2.0     | {media: [{kind: image, role: first-frame, source: a.png}], motion: large}                   | as asked
        """)
    void what_a_model_lacks_is_told_before_anybody_pays(String model, String request, String told) {
        var card = new ViduVendor()
                .cards().stream()
                        .filter(each -> each.model().equals("vidu/" + model))
                        .findFirst()
                        .orElseThrow();
        var verdict = NEGOTIATION.of(Documents.yaml().read(VideoRequest.class, request), card);
        assertThat(words(verdict)).isEqualTo(told);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> "as asked";
            case Verdict.Adapted adapted ->
                adapted.notices().stream()
                        .map(notice -> "%s: %s becomes %s".formatted(notice.field(), notice.asked(), notice.given()))
                        .collect(Collectors.joining("; "));
            case Verdict.Refused refused ->
                refused.reasons().stream()
                        .map(reason -> "no %s: %s".formatted(reason.field(), reason.asked()))
                        .collect(Collectors.joining("; "));
        };
    }
}
