package dev.shotwright.providers.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        h3       | prompt: a, ratio: "21:9", duration: 7, resolution: 2k                      | accepted
        h3       | prompt: a, duration: 3                                                     | duration: 3 s → 4 s
        h3       | prompt: a, resolution: 1080p                                               | resolution: 1080p → 768p
        h3       | prompt: a, audio: off                                                      | audio: off → on
        h3       | prompt: a, camera: [orbit]                                                 | camera[0]: orbit → 'The camera circles the subject' in the prompt
        h3       | prompt: a, seed: 1                                                         | seed: 1 → none
        h3       | prompt: a, tier: flex                                                      | refused tier: flex, not standard, which may cost more
        h3       | prompt: a, options: {extra: {prompt_expansion_mode: fast}}                 | accepted
        h3-max   | prompt: a, resolution: 2k                                                  | resolution: 2k → 768p
        2.3      | prompt: a, ratio: "21:9"                                                   | ratio: 21:9 → 16:9
        2.3      | prompt: a, duration: 7                                                     | duration: 7 s → 6 s
        2.3      | prompt: a, duration: 10, resolution: 1080p                                 | resolution: 1080p → 768p
        2.3      | prompt: a, duration: 6, resolution: 1080p                                  | accepted
        2.3      | prompt: a, camera: [dolly-in]                                              | camera[0]: dolly-in → '[Push in]' in the prompt
        2.3      | prompt: a, camera: [pan-left, tilt-up, zoom-in, fixed]                     | refused camera: 4 movements, not at most 3
        2.3      | prompt: a, camera: [crane-up]                                              | refused camera[0]: crane-up, not fixed, pan-left, pan-right, tilt-up, tilt-down, zoom-in, zoom-out, dolly-in, dolly-out, truck-left, truck-right, pedestal-up, pedestal-down, orbit, follow, handheld
        2.3      | prompt: a, audio: on                                                       | refused audio: on, not off, since the model draws without sound
        2.3      | prompt: a, negativePrompt: b                                               | negativePrompt: 'b' → none
        2.3-fast | prompt: a                                                                  | refused media: text-to-video, not image-to-video
        02       | prompt: a, resolution: 480p                                                | resolution: 480p → 768p
        02       | resolution: 480p, media: [{kind: image, role: first-frame, source: a.png}] | resolution: 480p → 512p
        s2v-01   | prompt: a, media: [{kind: image, role: subject-reference, source: a.png}]  | accepted
        s2v-01   | prompt: a, media: [{kind: image, role: subject-reference, source: a.png}, {kind: image, role: subject-reference, source: b.png}] | refused media: 2 × subject-reference image, not 1 × subject-reference image
        h3 | prompt: a, media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 600x600}}], ratio: "21:9" | ratio: 21:9 → 1:1
        2.3 | media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 720x1280}}] | accepted
        2.3 | media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 720x1280}}], ratio: "16:9" | ratio: 16:9 → 9:16
        h3 | prompt: a, media: [{kind: video, role: source-video, source: a.mp4}] | accepted
        h3 | prompt: a, resolution: 768p, media: [{kind: video, role: source-video, source: a.mp4}] | resolution: 768p → 2k
        h3 | media: [{kind: video, role: source-video, source: a.mp4}] | refused prompt: absent, not 1 to 7000 characters
        h3-max | prompt: a, media: [{kind: video, role: source-video, source: a.mp4}] | refused media: video-to-video, not text-to-video, image-to-video, frames-to-video, reference-to-video
        """)
    void what_a_model_lacks_is_told_before_anybody_pays(String model, String wish, String line) {
        assertThat(Negotiated.line(new MiniMaxVendor(), model, wish)).isEqualTo(line);
    }
}
