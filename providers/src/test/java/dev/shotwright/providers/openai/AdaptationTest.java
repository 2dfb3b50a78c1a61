package dev.shotwright.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        sora-2 | prompt: fox, duration: 8, ratio: '9:16' | accepted
        sora-2 | prompt: fox, ratio: '21:9' | ratio: 21:9 → 16:9
        sora-2 | prompt: fox, duration: 7 | duration: 7 s → 8 s
        sora-2 | prompt: fox, resolution: 1080p | resolution: 1080p → 720p
        sora-2 | prompt: fox, audio: off | audio: off → on
        sora-2 | prompt: fox, seed: 7 | seed: 7 → none
        sora-2 | prompt: fox, negativePrompt: blur | negativePrompt: 'blur' → none
        sora-2 | prompt: fox, tier: flex | refused tier: flex, not standard, which may cost more
        sora-2 | prompt: fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        sora-2 | prompt: fox, options: {seed: 7} | refused options.seed: 7, not remix, edit, extend
        sora-2 | prompt: fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: last-frame, source: b.png}] | refused media: frames-to-video, not text-to-video, image-to-video
        sora-2 | prompt: fox, media: [{kind: image, role: subject-reference, source: a.png}, {kind: image, role: subject-reference, source: b.png}] | refused media: reference-to-video, not text-to-video, image-to-video
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new OpenAiVendor(), model, wish)).isEqualTo(verdict);
    }
}
