package dev.shotwright.providers.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.Negotiated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        hy-video-1.5 | prompt: fox, watermark: off | accepted
        hy-video-1.5 | prompt: fox, ratio: '21:9' | ratio: 21:9 → 16:9
        hy-video-1.5 | prompt: fox, duration: 7 | duration: 7 s → 5 s
        hy-video-1.5 | prompt: fox, resolution: 1080p | resolution: 1080p → 720p
        hy-video-1.5 | prompt: fox, seed: 7 | seed: 7 → none
        hy-video-1.5 | prompt: fox, audio: on | refused audio: on, not off, since the model draws without sound
        hy-video-1.5 | prompt: fox, tier: flex | refused tier: flex, not standard, which may cost more
        hy-video-1.5 | prompt: fox, camera: [orbit] | camera[0]: orbit → 'The camera circles the subject' in the prompt
        hy-video-1.5 | prompt: fox, media: [{kind: image, role: first-frame, source: a.png}, {kind: image, role: last-frame, source: b.png}] | refused media: frames-to-video, not text-to-video, image-to-video
        yt-video-2.0 | prompt: fox | refused media: text-to-video, not image-to-video
        yt-video-2.0 | prompt: fox, resolution: 4k, media: [{kind: image, role: first-frame, source: a.png}] | resolution: 4k → 1080p
        hunyuan-video | prompt: fox, duration: 10 | duration: 10 s → 5 s
        hunyuan-video | prompt: fox, media: [{kind: image, role: subject-reference, source: a.png}, {kind: image, role: subject-reference, source: b.png}] | refused media: reference-to-video, not text-to-video, image-to-video
        """)
    void requests_are_changed_or_refused_as_the_card_says(String model, String wish, String verdict) {
        var vendor = model.equals("hunyuan-video") ? new VclmVendor() : new TencentVendor();
        assertThat(Negotiated.line(vendor, model, wish)).isEqualTo(verdict);
    }
}
