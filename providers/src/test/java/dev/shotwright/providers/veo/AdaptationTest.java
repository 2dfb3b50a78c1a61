package dev.shotwright.providers.veo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        veo-3.1 | prompt: a fox | accepted
        veo-3.1 | prompt: a fox, ratio: 21:9 | ratio: 21:9 → 16:9
        veo-3.1 | prompt: a fox, duration: 5 | duration: 5 s → 4 s
        veo-3.1 | prompt: a fox, duration: 7 | duration: 7 s → 6 s
        veo-3.1 | prompt: a fox, duration: 6, resolution: 1080p | resolution: 1080p → 720p
        veo-3.1 | prompt: a fox, resolution: 4k | accepted
        veo-3.1-lite | prompt: a fox, resolution: 4k | resolution: 4k → 1080p
        veo-3.0 | prompt: a fox, resolution: 1080p, ratio: 9:16, duration: 8 | resolution: 1080p → 720p
        veo-3.1 | prompt: a fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        veo-3.1 | prompt: a fox, audio: off | audio: off → on
        veo-3.1 | prompt: a fox, tier: flex | refused tier: flex, not standard, which may cost more
        veo-3.1 | prompt: a fox, seed: 5000000000 | seed: 5000000000 → 705032704
        veo-3.1 | prompt: a fox, draft: on | draft: on → a clip at 720p
        veo-3.1 | prompt: a fox, options: {imageEncoding: inlineData} | accepted
        veo-3.1 | prompt: a fox, options: {cfg: 1} | refused options.cfg: 1, not personGeneration, enhancePrompt, imageEncoding, webhookConfig
        veo-3.1 | prompt: a fox, media: [{kind: image, role: first-frame, source: 'https://e.org/a.png'}] | refused media[0].source: an address, not a file
        veo-3.1 | prompt: a fox, duration: 4, media: [{kind: image, role: subject-reference, source: a.png}] | duration: 4 s → 8 s
        veo-3.1 | prompt: a fox, media: [{kind: image, role: subject-reference, source: a.png}, {kind: image, role: style-reference, source: b.png}, {kind: image, role: scene-reference, source: c.png}, {kind: image, role: scene-reference, source: d.png}] | refused media: 4 × subject-reference or style-reference or scene-reference image, not 1 to 3 × subject-reference or style-reference or scene-reference image
        veo-3.1 | prompt: a fox, resolution: 1080p, media: [{kind: video, role: source-video, source: 'https://e.org/a.mp4'}] | resolution: 1080p → 720p
        veo-3.1-lite | prompt: a fox, media: [{kind: image, role: subject-reference, source: a.png}] | refused media: reference-to-video, not text-to-video, image-to-video, frames-to-video
        veo-3.0 | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: last-frame, source: b.png}] | refused media: frames-to-video, not text-to-video, image-to-video
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new VeoVendor(), model, wish)).isEqualTo(verdict);
    }
}
