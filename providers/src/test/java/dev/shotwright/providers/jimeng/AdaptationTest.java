package dev.shotwright.providers.jimeng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        3.0 | prompt: a fox, ratio: '21:9' | accepted
        3.0 | prompt: a fox, ratio: '2:1' | ratio: 2:1 → 16:9
        3.0 | prompt: a fox, duration: 7 | duration: 7 s → 5 s
        l2.0 | prompt: a fox, duration: 10 | duration: 10 s → 5 s
        3.0 | prompt: a fox, resolution: 1080p | resolution: 1080p → 720p
        3.0 | prompt: a fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        3.0 | prompt: a fox, camera: [orbit], media: [{kind: image, role: first-frame, source: a.png}] | accepted
        3.0-pro | prompt: a fox, camera: [orbit], media: [{kind: image, role: first-frame, source: a.png}] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        3.0 | prompt: a fox, camera: [roll-clockwise] | refused camera[0]: roll-clockwise, not fixed, pan-left, pan-right, tilt-up, tilt-down, zoom-in, zoom-out, dolly-in, dolly-out, truck-left, truck-right, pedestal-up, pedestal-down, orbit, orbit-clockwise, orbit-counterclockwise, follow, handheld
        3.0 | prompt: a fox, seed: 7 | accepted
        3.0 | prompt: a fox, seed: 4294967296 | seed: 4294967296 → 0
        3.0 | prompt: a fox, tier: flex | refused tier: flex, not standard, which may cost more
        3.0 | prompt: a fox, audio: on | refused audio: on, not off, since the model draws without sound
        3.0 | prompt: a fox, negativePrompt: blur | negativePrompt: 'blur' → none
        3.0 | prompt: a fox, media: [2×{kind: image, role: first-frame, source: a.png}] | refused media: 2 × first-frame image, not 1 × first-frame image
        3.0 | prompt: a fox, media: [{kind: image, role: subject-reference, source: a.png}] | refused media: reference-to-video, not text-to-video, image-to-video, frames-to-video
        l2.0 | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}] | refused media: image-to-video, not text-to-video
        3.0 | prompt: a fox, ratio: '16:9', media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 600x600}}] | ratio: 16:9 → 1:1
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new JimengVendor(), model, wish)).isEqualTo(verdict);
    }
}
