package dev.shotwright.providers.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        wan-2.6-t2v | prompt: fox, seed: 7, audio: off, watermark: on | accepted
        wan-2.6-t2v | prompt: fox, ratio: '21:9' | ratio: 21:9 → 16:9
        wan-2.6-t2v | prompt: fox, duration: 20 | duration: 20 s → 15 s
        wan-2.5-t2v | prompt: fox, duration: 7 | duration: 7 s → 5 s
        wan-2.5-t2v | prompt: fox, duration: 8 | duration: 8 s → 10 s
        wan-2.2-t2v-plus | prompt: fox, resolution: 720p | resolution: 720p → 480p
        wan-2.2-t2v-plus | prompt: fox, audio: on | refused audio: on, not off, since the model draws without sound
        wan-2.7-t2v | prompt: fox, audio: off | audio: off → on
        wan-3.0 | prompt: fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        wan-3.0 | prompt: fox, tier: flex | refused tier: flex, not standard, which may cost more
        wan-3.0 | prompt: fox, draft: on | draft: on → a clip at 480p
        wan-3.0 | prompt: fox, options: {shot_tpye: multi} | refused options.shot_tpye: multi, not prompt_extend, shot_type, audio_setting, enable_overlays
        wan-2.1-i2v-plus | prompt: fox, media: [{kind: image, role: subject-reference, source: a.png}, {kind: image, role: subject-reference, source: b.png}] | refused media: reference-to-video, not image-to-video
        wan-2.1-kf2v-plus | prompt: fox, media: [{kind: image, role: first-frame, source: a.png}] | refused media: image-to-video, not frames-to-video
        wan-2.6-r2v | prompt: fox, media: [{kind: image, role: subject-reference, source: a.png}] | accepted
        wan-2.7-i2v | prompt: fox, media: [{kind: video, role: source-video, source: a.mp4}] | accepted
        wan-2.2-s2v | media: [{kind: image, role: first-frame, source: a.png}, {kind: audio, role: driving-audio, source: a.wav}], resolution: 1080p | resolution: 1080p → 720p
        wan-2.2-s2v | media: [{kind: image, role: first-frame, source: a.png}, {kind: audio, role: driving-audio, source: a.wav}], duration: 8 | duration: 8 s → 20 s
        wan-2.2-s2v | media: [{kind: image, role: first-frame, source: a.png}] | refused media: image-to-video, not audio-to-video
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        assertThat(Negotiated.line(new DashScopeVendor(), model, wish)).isEqualTo(verdict);
    }
}
