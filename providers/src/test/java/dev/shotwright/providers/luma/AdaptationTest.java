package dev.shotwright.providers.luma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ray-2 | prompt: a fox, ratio: 21:9, camera: [orbit] | accepted
        ray-2 | prompt: a fox, duration: 7 | duration: 7 s → 5 s
        ray-2 | prompt: a fox, seed: 7 | seed: 7 → none
        ray-2 | prompt: a fox, resolution: 480p | resolution: 480p → 540p
        ray-2 | prompt: a fox, camera: [follow] | camera[0]: follow → 'The camera follows the subject' in the prompt
        ray-2 | prompt: a fox, tier: flex | refused tier: flex, not standard, which may cost more
        ray-2 | prompt: a fox, media: [{kind: image, role: first-frame, source: a.png}] | refused media[0].source: a file, not an address that the vendor can read
        ray-2 | prompt: a fox, media: [{kind: image, role: first-frame, source: 'https://e.org/a.png'}, {kind: image, role: first-frame, source: 'https://e.org/b.png'}] | refused media: 2 × first-frame image, not 1 × first-frame image
        ray-2 | prompt: a fox, media: [{kind: image, role: subject-reference, source: 'https://e.org/a.png'}] | refused media: reference-to-video, not text-to-video, image-to-video, frames-to-video, video-to-video
        ray-2-reframe | prompt: a wide valley, ratio: 21:9, media: [{kind: video, role: source-video, source: 'https://e.org/a.mp4'}] | accepted
        ray-2-reframe | ratio: 3:2, media: [{kind: video, role: source-video, source: 'https://e.org/a.mp4'}] | ratio: 3:2 → 4:3
        ray-2-reframe | media: [{kind: video, role: source-video, source: a.mp4}] | refused media[0].source: a file, not an address that the vendor can read
        upscale | resolution: 2k, media: [{kind: video, role: source-video, source: 'luma://1'}] | resolution: 2k → 1080p
        upscale | prompt: a fox, media: [{kind: video, role: source-video, source: 'luma://1'}] | refused prompt: 'a fox', not no prompt, since the model takes none
        upscale | media: [{kind: video, role: source-video, source: 'https://e.org/a.mp4'}] | refused media[0].source: an address, not a draw of the vendor's, by an address of its own
        add-audio | prompt: rain, audio: off, media: [{kind: video, role: source-video, source: 'luma://1'}] | audio: off → on
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new LumaVendor(), model, wish)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ray-3.2 | prompt: a fox, ratio: 21:9, duration: 10 | accepted
        ray-3.2 | prompt: a fox, ratio: 9:21 | ratio: 9:21 → 9:16
        ray-3.2 | prompt: a fox, duration: 7 | duration: 7 s → 5 s
        ray-3.2 | prompt: a fox, resolution: 4k | resolution: 4k → 1080p
        ray-3.2 | prompt: a fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        ray-3.2 | prompt: a fox, duration: 10, media: [{kind: image, role: first-frame, source: a.png}] | duration: 10 s → 5 s
        ray-3.2 | prompt: a fox, media: [{kind: image, role: keyframe, source: a.png, at: 0}] | refused media: 1 × keyframe image, not 2 to 64 × keyframe image
        ray-3.2 | prompt: a fox, duration: 5, media: [{kind: video, role: source-video, source: a.mp4}] | duration: 5 s → 18 s
        ray-3.2-reframe | prompt: a fox, ratio: 9:16, resolution: 1080p, media: [{kind: video, role: source-video, source: a.mp4}] | ratio: 9:16 → 1:1
        """)
    void requests_to_agents_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new LumaAgentsVendor(), model, wish)).isEqualTo(verdict);
    }
}
