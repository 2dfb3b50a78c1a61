package dev.shotwright.vocabulary.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Spelled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoRequestTest {

    @Test
    void a_request_says_what_the_clip_is_of() {
        assertThatThrownBy(() -> VideoRequest.builder().build())
                .hasMessage("prompt is absent; accepted is what is to be seen, or shots, or media");
        assertThatThrownBy(() -> VideoRequest.builder().prompt(" ").build()).hasMessageStartingWith("prompt is empty");
    }

    @Test
    void duration_frames_and_fps_agree_to_one_frame() {
        var clip = VideoRequest.builder()
                .prompt("a")
                .duration(Duration.ofSeconds(5))
                .fps(FrameRate.of(24));
        assertThat(clip.frames(121).build().frames()).isEqualTo(121);
        assertThatThrownBy(() -> clip.frames(122).build())
                .hasMessage(
                        "frames is 122 at 24 fps, which is 5.083 s; accepted is a count that fits the duration of 5 s"
                                + " to one frame");
        assertThatThrownBy(() -> clip.fps(null).build()).hasMessageStartingWith("frames is 122; accepted is ");
    }

    @Test
    void timed_shots_fill_the_clip() {
        var shots = List.of(
                new Shot("a", Duration.ofSeconds(2), List.of()), new Shot("b", Duration.ofSeconds(2), List.of()));
        var request = VideoRequest.builder().shots(shots);
        assertThat(request.duration(Duration.ofMillis(4050)).build().shots()).isEqualTo(shots);
        assertThatThrownBy(() -> request.duration(Duration.ofSeconds(5)).build())
                .hasMessageStartingWith("shots is timed at 4 s together; accepted is ");
    }

    @Test
    void the_ratio_is_that_of_the_size() {
        var request = VideoRequest.builder().prompt("a").size(new Pixels(864, 496));
        assertThat(request.ratio(new AspectRatio(16, 9)).build().ratio()).isEqualTo(new AspectRatio(16, 9));
        assertThatThrownBy(() -> request.ratio(new AspectRatio(9, 16)).build())
                .hasMessage("ratio is 9:16; accepted is the ratio of the size 864x496, or nothing");
    }

    @Test
    void options_are_plain_values_that_nobody_changes_afterwards() {
        var list = new ArrayList<Object>(List.of(1, "a"));
        var request =
                VideoRequest.builder().prompt("a").options(Map.of("list", list)).build();
        list.add(2);
        assertThat(request.options()).isEqualTo(Map.of("list", List.of(1, "a")));
        assertThatThrownBy(() -> VideoRequest.builder()
                        .prompt("a")
                        .options(Map.of("x", new Object()))
                        .build())
                .hasMessageStartingWith("options.x is java.lang.Object");
    }

    @ParameterizedTest
    @CsvSource({
        "'', text-to-video",
        "first-frame, image-to-video",
        "first-frame last-frame, frames-to-video",
        "keyframe, frames-to-video",
        "first-frame subject-reference, reference-to-video",
        "source-video style-reference, video-to-video",
        "first-frame driving-audio, audio-to-video",
        "first-frame driving-motion, motion-to-video",
        "source-video mask, inpainting"
    })
    void the_roles_of_the_media_say_what_is_asked(String roles, String operation) {
        var media = roles.isEmpty()
                ? List.<MediaItem>of()
                : List.of(roles.split(" ", -1)).stream()
                        .map(word -> Spelled.parse(MediaRole.class, "role", word))
                        .map(role -> new MediaItem(
                                role.kinds().getFirst(),
                                role,
                                "a",
                                role == MediaRole.KEYFRAME ? Duration.ZERO : null,
                                null))
                        .toList();
        assertThat(VideoRequest.builder()
                        .prompt("a")
                        .media(media)
                        .build()
                        .operation()
                        .word())
                .isEqualTo(operation);
    }

    @Test
    void names_of_sizes_have_one_spelling() {
        assertThat(AspectRatio.parse("1920:1080")).hasToString("16:9");
        assertThat(AspectRatio.parse("42:18")).hasToString("21:9");
        assertThat(AspectRatio.parse("9:21")).hasToString("9:21");
        assertThat(Resolution.parse("4K")).isEqualTo(new Resolution(2160)).hasToString("4k");
        assertThat(Resolution.parse("768P")).hasToString("768p");
        assertThat(Pixels.parse("1280*720")).hasToString("1280x720");
        assertThat(FrameRate.parse("23.976")).hasToString("2997/125");
        assertThatThrownBy(() -> Resolution.parse("big"))
                .hasMessage("resolution is 'big'; accepted is 480p, 720p, 1080p, 2k, 4k and the like");
    }
}
