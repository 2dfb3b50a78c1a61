package dev.shotwright.providers.kling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        3.0 | prompt: a fox, ratio: '21:9' | ratio: 21:9 → 16:9
        3.0 | prompt: a fox, duration: 7 | accepted
        2.6 | prompt: a fox, duration: 7 | duration: 7 s → 5 s
        v2-1-master | prompt: a fox, duration: 8 | duration: 8 s → 10 s
        2.6 | prompt: a fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        3.0 | prompt: a fox, camera: [aerial-dolly] | refused camera[0]: aerial-dolly, not fixed, pan-left, pan-right, tilt-up, tilt-down, zoom-in, zoom-out, dolly-in, dolly-out, truck-left, truck-right, pedestal-up, pedestal-down, orbit, roll-clockwise, roll-counterclockwise, follow, handheld
        v1 | prompt: a fox, camera: [truck-left] | accepted
        v1 | prompt: a fox, camera: [pan-left] | camera[0]: pan-left → 'The camera pans left' in the prompt
        v1 | prompt: a fox, duration: 10, camera: [truck-left] | camera[0]: truck-left → 'The camera moves left' in the prompt
        2.6 | prompt: a fox, audio: on | accepted
        2.6 | prompt: a fox, resolution: 720p, audio: on | resolution: 720p → 1080p
        3.0-turbo | prompt: a fox, audio: off | audio: off → on
        v1 | prompt: a fox, audio: on | refused audio: on, not off, since the model draws without sound
        3.0 | prompt: a fox, seed: 7 | seed: 7 → none
        3.0 | prompt: a fox, tier: flex | refused tier: flex, not standard, which may cost more
        v1-5 | prompt: a fox, ratio: '1:1' | refused media: text-to-video, not image-to-video, frames-to-video
        3.0 | prompt: a fox, media: [2×{kind: image, role: subject-reference, source: a.png}] | refused media: reference-to-video, not text-to-video, image-to-video, frames-to-video, motion-to-video
        3.0-omni | prompt: a fox, media: [7×{kind: image, role: subject-reference, source: a.png}] | accepted
        3.0-omni | prompt: a fox, media: [8×{kind: image, role: subject-reference, source: a.png}] | refused media: 8 × subject-reference or style-reference or scene-reference image, not 0 to 7 × subject-reference or style-reference or scene-reference image
        3.0 | prompt: a fox, media: [{kind: image, role: subject-reference, source: a.png}, {kind: video, role: driving-motion, source: 'https://example.org/a.mp4'}] | accepted
        3.0 | prompt: a fox, media: [2×{kind: image, role: subject-reference, source: a.png}, {kind: video, role: driving-motion, source: 'https://example.org/a.mp4'}] | refused media: 2 × subject-reference image, not 1 × subject-reference image
        o1 | prompt: a fox, resolution: 4k | resolution: 4k → 1080p
        3.0 | prompt: a fox, negativePrompt: blur | negativePrompt: 'blur' → none
        2.6 | prompt: a fox, ratio: '16:9', media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 720x1280}}] | ratio: 16:9 → 9:16
        avatar | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: audio, role: driving-audio, source: 'https://example.org/a.mp3'}] | accepted
        avatar | prompt: a fox, duration: 20, media: [{kind: image, role: first-frame, source: a.png}, {kind: audio, role: driving-audio, source: 'https://example.org/a.mp3'}] | duration: 20 s → 300 s
        avatar | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}] | refused media: image-to-video, not audio-to-video
        avatar | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}, 2×{kind: audio, role: driving-audio, source: 'https://example.org/a.mp3'}] | refused media: 2 × driving-audio audio, not 1 × driving-audio audio
        lip-sync | prompt: a fox, media: [{kind: video, role: source-video, source: 'https://example.org/a.mp4'}, {kind: audio, role: driving-audio, source: 'https://example.org/a.mp3'}] | refused prompt: 'a fox', not no prompt, since the model takes none
        effects | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}] | refused prompt: 'a fox', not no prompt, since the model takes none
        effects | prompt: a fox, media: [3×{kind: image, role: subject-reference, source: a.png}] | refused media: 3 × subject-reference image, not 2 × subject-reference image; prompt: 'a fox', not no prompt, since the model takes none
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new KlingVendor(), model, wish)).isEqualTo(verdict);
    }
}
