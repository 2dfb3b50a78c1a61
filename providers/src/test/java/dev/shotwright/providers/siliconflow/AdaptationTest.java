package dev.shotwright.providers.siliconflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        wan-2.2-t2v | prompt: fox, seed: 7 | accepted
        wan-2.2-t2v | prompt: fox, ratio: '21:9' | ratio: 21:9 → 16:9
        wan-2.2-t2v | prompt: fox, duration: 7 | duration: 7 s → 5 s
        wan-2.2-t2v | prompt: fox, resolution: 1080p | resolution: 1080p → 720p
        wan-2.2-t2v | prompt: fox, tier: flex | refused tier: flex, not standard, which may cost more
        wan-2.2-t2v | prompt: fox, audio: on | refused audio: on, not off, since the model draws without sound
        wan-2.2-t2v | prompt: fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        wan-2.2-t2v | prompt: fox, media: [{kind: image, role: first-frame, source: a.png}] | refused media: image-to-video, not text-to-video
        wan-2.2-t2v | prompt: fox, media: [{kind: image, role: subject-reference, source: a.png}, {kind: image, role: subject-reference, source: b.png}] | refused media: reference-to-video, not text-to-video
        wan-2.2-i2v | prompt: fox | refused media: text-to-video, not image-to-video
        wan-2.2-i2v | prompt: fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: last-frame, source: b.png}] | refused media: frames-to-video, not image-to-video
        wan-2.2-i2v | prompt: fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: first-frame, source: b.png}] | refused media: 2 × first-frame image, not 1 × first-frame image
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new SiliconFlowVendor(), model, wish)).isEqualTo(verdict);
    }
}
