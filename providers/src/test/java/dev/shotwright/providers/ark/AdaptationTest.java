package dev.shotwright.providers.ark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        seedance-2.0 | prompt: a fox, ratio: '21:9', duration: 7, resolution: 4k, audio: off, watermark: on | accepted
        seedance-2.0 | prompt: a fox, ratio: '2:1' | ratio: 2:1 → 16:9
        seedance-2.0 | prompt: a fox, duration: 3 | duration: 3 s → 4 s
        seedance-2.0 | prompt: a fox, seed: 7 | seed: 7 → none
        seedance-2.0 | prompt: a fox, camera: [fixed] | camera[0]: fixed → 'The camera does not move' in the prompt
        seedance-2.0 | prompt: a fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        seedance-2.0 | prompt: a fox, camera: [roll-clockwise] | refused camera[0]: roll-clockwise, not fixed, pan-left, pan-right, tilt-up, tilt-down, zoom-in, zoom-out, dolly-in, dolly-out, truck-left, truck-right, pedestal-up, pedestal-down, orbit, follow, handheld
        seedance-2.0 | prompt: a fox, style: gouache | style: gouache → 'Gouache painting' in the prompt
        seedance-2.0 | prompt: a fox, tier: flex | refused tier: flex, not standard, which may cost more
        seedance-2.0 | prompt: a fox, draft: on | draft: on → a clip at 480p
        seedance-2.0 | prompt: a fox, negativePrompt: blur | negativePrompt: 'blur' → none
        seedance-2.0 | prompt: a fox, fps: 30 | fps: 30 → 24
        seedance-2.0 | prompt: a fox, options: {cfg: 1} | refused options.cfg: 1, not frames, return_last_frame, execution_expires_after, tools, output_format, omni_reference_task_type, duration, ratio
        seedance-2.0 | prompt: a fox, media: [9×{kind: image, role: subject-reference, source: a.png}] | accepted
        seedance-2.0 | prompt: a fox, media: [9×{kind: image, role: subject-reference, source: a.png}, {kind: image, role: style-reference, source: b.png}] | refused media: 10 × subject-reference or style-reference or scene-reference image, not 0 to 9 × subject-reference or style-reference or scene-reference image
        seedance-2.0 | prompt: a fox, media: [{kind: video, role: subject-reference, source: a.mp4}] | refused media[0].source: a file, not an address that the vendor can read
        seedance-2.0 | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: subject-reference, source: b.png}] | refused media[0].role: first-frame image, not subject-reference or style-reference or scene-reference image, subject-reference or style-reference or scene-reference video, subject-reference audio
        seedance-2.0-fast | prompt: a fox, resolution: 1080p | resolution: 1080p → 720p
        seedance-2.5 | prompt: a fox, duration: 30 | accepted
        seedance-2.5 | prompt: a fox, ratio: '16:9', media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 600x600}}] | ratio: 16:9 → 1:1
        seedance-2.0 | prompt: a fox, ratio: '16:9', media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 600x600}}] | accepted
        seedance-1.0-pro | prompt: a fox, seed: 7, tier: flex, camera: [fixed] | accepted
        seedance-1.0-lite-i2v | prompt: a fox | refused media: text-to-video, not image-to-video, frames-to-video
        seedance-1.0-lite-t2v | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}] | refused media: image-to-video, not text-to-video
        seedance-1.0-pro | prompt: a fox, audio: on | refused audio: on, not off, since the model draws without sound
        seedance-1.5-pro | prompt: a fox, draft: on | accepted
        seaweed | prompt: a fox, duration: 7 | duration: 7 s → 5 s
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new ArkVendor(), model, wish)).isEqualTo(verdict);
    }
}
