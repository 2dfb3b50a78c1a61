package dev.shotwright.providers.runway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        gen-4.5 | prompt: a fox, duration: 7, seed: 7 | accepted
        gen-4.5 | prompt: a fox, ratio: 21:9 | ratio: 21:9 → 16:9
        gen-4.5 | prompt: a fox, ratio: 21:9, media: [{kind: image, role: first-frame, source: a.png}] | accepted
        gen-4.5 | prompt: a fox, duration: 12 | duration: 12 s → 10 s
        gen-4.5 | prompt: a fox, resolution: 1080p | resolution: 1080p → 720p
        gen-4.5 | prompt: a fox, audio: on | refused audio: on, not off, since the model draws without sound
        gen-4.5 | prompt: a fox, tier: flex | refused tier: flex, not standard, which may cost more
        gen-4.5 | prompt: a fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        gen-4.5 | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: last-frame, source: b.png}] | refused media: frames-to-video, not text-to-video, image-to-video
        gen-4-turbo | prompt: a fox | refused media: text-to-video, not image-to-video
        gen-4-turbo | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: first-frame, source: b.png}] | refused media: 2 × first-frame image, not 1 × first-frame image
        veo-3.1 | prompt: a fox, duration: 7 | duration: 7 s → 6 s
        veo-3.1 | prompt: a fox, seed: 7 | seed: 7 → none
        veo-3.1 | prompt: a fox, ratio: 1:1 | ratio: 1:1 → 16:9
        veo-3 | prompt: a fox, audio: off | audio: off → on
        veo-3 | prompt: a fox, duration: 5 | duration: 5 s → 8 s
        seedance-2-fast | prompt: a fox, resolution: 4k | resolution: 4k → 720p
        seedance-2 | prompt: a fox, ratio: 21:9, resolution: 4k | accepted
        seedance-2 | prompt: a fox, negativePrompt: blur | negativePrompt: 'blur' → none
        seedance-2 | prompt: a fox, media: [{kind: video, role: source-video, source: a.mp4}, {kind: image, role: subject-reference, source: b.png}] | accepted
        aleph-2 | prompt: a fox, options: {ratio: '1280:720'}, media: [{kind: video, role: source-video, source: a.mp4}] | refused options.ratio: 1280:720, not contentModeration, targetAspectRatio
        act-two | media: [{kind: image, role: subject-reference, source: a.png}, {kind: video, role: driving-motion, source: b.mp4}], ratio: 21:9 | accepted
        act-two | media: [{kind: image, role: subject-reference, source: a.png}, {kind: video, role: driving-motion, source: b.mp4}], duration: 8 | duration: 8 s → 30 s
        act-two | media: [{kind: image, role: subject-reference, source: a.png}, {kind: image, role: subject-reference, source: c.png}, {kind: video, role: driving-motion, source: b.mp4}] | refused media: 2 × subject-reference image, not 1 × subject-reference image
        act-two | prompt: a fox, media: [{kind: image, role: subject-reference, source: a.png}, {kind: video, role: driving-motion, source: b.mp4}] | refused prompt: 'a fox', not no prompt, since the model takes none
        upscale | media: [{kind: video, role: source-video, source: a.mp4}], resolution: 4k | accepted
        upscale | media: [{kind: video, role: source-video, source: a.mp4}], resolution: 1080p | resolution: 1080p → 720p
        router | prompt: a fox, ratio: 21:9, duration: 7, seed: 7, options: {configId: film} | accepted
        router | prompt: a fox, duration: 20, options: {configId: film} | duration: 20 s → 15 s
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new RunwayVendor(), model, wish)).isEqualTo(verdict);
    }
}
