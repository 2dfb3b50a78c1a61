package dev.shotwright.providers.vidu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        q3-pro | prompt: a, ratio: "9:16", duration: 16, audio: off                        | accepted
        q3-pro | prompt: a, ratio: "21:9"                                                  | ratio: 21:9 → 16:9
        q3-pro | prompt: a, resolution: 4k                                                 | resolution: 4k → 1080p
        q3-pro | prompt: a, duration: 20                                                   | duration: 20 s → 16 s
        q3-pro | prompt: a, negativePrompt: b                                              | negativePrompt: 'b' → none
        q3-pro | prompt: a, camera: [orbit]                                                | camera[0]: orbit → 'The camera circles the subject' in the prompt
        q3-pro | prompt: a, camera: ["dolly-in:slow"]                                      | camera[0]: dolly-in:slow → 'The camera pushes in slowly' in the prompt
        q3-pro | prompt: a, camera: [roll-clockwise]                                       | refused camera[0]: roll-clockwise, not fixed, pan-left, pan-right, tilt-up, tilt-down, zoom-in, zoom-out, dolly-in, dolly-out, truck-left, truck-right, pedestal-up, pedestal-down, orbit, follow, handheld
        q3-pro | prompt: a, motion: large                                                  | motion: large → 'Everything moves' in the prompt
        q3-pro | prompt: a, style: 2d-animation                                            | style: 2d-animation → '2D animation' in the prompt
        q3-pro | prompt: a, fps: 30                                                        | fps: 30 → 24
        q3-pro | prompt: a, seed: 0                                                        | seed: 0 → 1
        q3-pro | prompt: a, tier: flex                                                     | accepted
        q3-pro | prompt: a, draft: on                                                      | draft: on → a clip at 540p
        q3-pro | prompt: a, options: {cfg: 1}                                              | refused options.cfg: 1, not is_rec, wm_position, wm_url, meta_data
        q3-pro | prompt: a, media: [{kind: image, role: subject-reference, source: a.png}] | refused media: reference-to-video, not text-to-video, image-to-video, frames-to-video
        q1     | prompt: a, duration: 7                                                    | duration: 7 s → 5 s
        q1     | prompt: a, style: 2d-animation                                            | accepted
        q1     | prompt: a, ratio: "4:3"                                                   | ratio: 4:3 → 16:9
        q1     | prompt: a, audio: on                                                      | refused audio: on, not off, since the model draws without sound
        2.0    | media: [{kind: image, role: first-frame, source: a.png}], duration: 7     | duration: 7 s → 8 s
        2.0    | media: [{kind: image, role: first-frame, source: a.png}], duration: 8, resolution: 1080p | resolution: 1080p → 720p
        2.0    | media: [{kind: image, role: first-frame, source: a.png}], motion: large   | accepted
        q3-pro | media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 600x600}}], ratio: "16:9" | ratio: 16:9 → 1:1
        q3-pro | media: [{kind: image, role: first-frame, source: a.png, facts: {format: png, bytes: 9, size: 600x400}}] | accepted
        q2-pro-extend | prompt: a, duration: 12, media: [{kind: video, role: source-video, source: "https://e.org/a.mp4"}] | duration: 12 s → 7 s
        q2-pro-extend | prompt: a, media: [{kind: video, role: source-video, source: a.mp4}] | refused media[0].source: a file, not an address that the vendor can read
        q2-pro-extend | prompt: a, tier: flex, media: [{kind: video, role: source-video, source: "https://e.org/a.mp4"}] | refused tier: flex, not standard, which may cost more
        q2-pro-extend | prompt: a, seed: 7, media: [{kind: video, role: source-video, source: "https://e.org/a.mp4"}, {kind: image, role: last-frame, source: b.png}] | seed: 7 → none
        q2-turbo-multiframe | prompt: a, duration: 12, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: keyframe, source: b.png, at: 6}, {kind: image, role: last-frame, source: c.png}] | accepted
        q2-turbo-multiframe | prompt: a, duration: 30, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: keyframe, source: b.png, at: 6}, {kind: image, role: last-frame, source: c.png}] | duration: 30 s → 14 s
        template | ratio: "21:9", media: [{kind: image, role: subject-reference, source: a.png}], options: {template: hugging} | ratio: 21:9 → 16:9
        template | media: [{kind: image, role: subject-reference, source: a.png}], options: {cfg: 1} | refused options.cfg: 1, not template, area, beast, bgm, wm_url, meta_data
        template-story | prompt: a, media: [{kind: image, role: subject-reference, source: a.png}], options: {story: pigsy} | refused prompt: 'a', not no prompt, since the model takes none
        1.5 | prompt: a, duration: 8, resolution: 1080p | resolution: 1080p → 720p
        """)
    void what_a_model_lacks_is_told_before_anybody_pays(String model, String wish, String line) {
        assertThat(Negotiated.line(new ViduVendor(), model, wish)).isEqualTo(line);
    }
}
