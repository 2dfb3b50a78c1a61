package dev.shotwright.world.previz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.scene.Angle;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import dev.shotwright.world.stage.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrevizModelTest {
    private static final Progress SILENT = (phase, done, total) -> {};

    private final PrevizModel model = PrevizModel.reading(PrevizModelTest::read);

    /** A reader for whom every prompt is a subject of that kind that runs in a park. */
    private static Scene read(String prompt) {
        var run = new Scene.Action("run", "runs", null, null, Speed.NORMAL, 0, 4);
        var subject = new Scene.Subject(
                prompt, prompt, null, prompt, 1, Map.of("colour", "red"), List.of(), List.of(run), List.of());
        var shot = new Scene.Shot(
                4,
                "park",
                TimeOfDay.DAY,
                Weather.CLEAR,
                null,
                Style.NATURAL,
                ShotSize.FULL,
                Angle.EYE_LEVEL,
                List.of(),
                List.of(subject),
                List.of());
        return new Scene(List.of(shot), List.of("frobnicate"));
    }

    private static VideoRequest.Builder request() {
        return VideoRequest.builder()
                .prompt("fox")
                .size(new Pixels(96, 54))
                .fps(FrameRate.of(12))
                .frames(7)
                .seed(3L);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_request_gives_the_same_pixels_with_one_thread_and_with_three(Style style) {
        var request = request().style(style).build();
        var once = drawn(model.withThreads(1), request);
        assertThat(drawn(model.withThreads(1), request).hashes).isEqualTo(once.hashes);
        assertThat(drawn(model.withThreads(3), request).hashes).isEqualTo(once.hashes);
        assertThat(once.hashes).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void another_seed_gives_another_clip() {
        var one = drawn(model, request().build());
        var other = drawn(model, request().seed(4L).build());
        assertThat(other.hashes).isNotEqualTo(one.hashes);
    }

    @Test
    void frames_come_in_order_and_each_has_its_truth() {
        var truths = new ArrayList<Truth>();
        var sink = drawn(model.withWitness(truths::add), request().build());
        assertThat(sink.format).isEqualTo(new ClipFormat(96, 54, FrameRate.of(12), 7));
        assertThat(truths).hasSize(7);
        for (var i = 0; i < 7; i++) {
            assertThat(truths.get(i).frame()).isEqualTo(i);
        }
    }

    @Test
    void a_draft_has_half_the_width_and_height() {
        var sink = drawn(model, request().draft(Switch.ON).build());
        assertThat(sink.format).isEqualTo(new ClipFormat(48, 27, FrameRate.of(12), 7));
    }

    @Test
    void it_says_what_it_is_and_what_it_did_not_understand() {
        var told = new ArrayList<String>();
        model.draw(request().build(), new Frames(), new Progress() {
            @Override
            public void advance(String phase, long done, long total) {
                told.add(phase + " " + done);
            }

            @Override
            public void remark(String sentence) {
                told.add(sentence);
            }
        });
        assertThat(told.get(0)).contains("drawn previz, not a generated video");
        assertThat(told.get(1)).contains("frobnicate");
        assertThat(told.get(2)).isEqualTo("draw 0");
    }

    @Test
    void the_corner_says_so_too_unless_the_watermark_is_off() {
        var size = new Pixels(320, 180);
        var marked = drawn(model, request().size(size).frames(1).build());
        var plain = drawn(
                model, request().size(size).frames(1).watermark(Switch.OFF).build());
        var first = marked.last();
        var second = plain.last();
        var changed = 0;
        for (var i = 0; i < first.length; i++) {
            if (first[i] != second[i]) {
                changed++;
                assertThat(i / 320).isGreaterThan(150);
            }
        }
        assertThat(changed).isGreaterThan(200);
    }

    @Test
    void cancelling_stops_at_once_and_ends_the_threads() {
        var sink = new Frames();
        Progress impatient = (phase, done, total) -> {
            if (done == 2) {
                throw new ShotwrightException(ErrorCode.CANCELLED, "stop");
            }
        };
        assertThatThrownBy(() -> model.draw(request().frames(1000).build(), sink, impatient))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(sink.hashes).hasSize(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("previz-"));
    }

    @Test
    void a_sink_that_fails_ends_the_threads_too() {
        var sink = new Frames() {
            @Override
            public void frame(int[] pixels) {
                throw new ShotwrightException(ErrorCode.STORAGE_FULL, "the disk is full");
            }
        };
        assertThatThrownBy(() -> model.draw(request().build(), sink, SILENT)).hasMessage("the disk is full");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("previz-"));
    }

    @Test
    void what_a_request_says_outright_goes_before_its_words() {
        var scene = model.scene(request()
                .style(Style.GOUACHE)
                .camera(List.of(CameraMove.of(CameraWord.PAN_LEFT), CameraMove.parse("camera", "zoom-in:fast")))
                .build());
        var shot = scene.shots().getFirst();
        assertThat(shot.style()).isEqualTo(Style.GOUACHE);
        assertThat(shot.camera())
                .containsExactly(
                        new Scene.Camera(CameraWord.PAN_LEFT, Speed.NORMAL, 0, 2),
                        new Scene.Camera(CameraWord.ZOOM_IN, Speed.FAST, 2, 4));
    }

    @Test
    void shots_keep_their_times_and_cameras() {
        var scene = model.scene(VideoRequest.builder()
                .shots(List.of(
                        new Shot("dog", Duration.ofSeconds(2), List.of(CameraMove.of(CameraWord.TILT_UP))),
                        new Shot("cat", null, List.of())))
                .duration(Duration.ofSeconds(8))
                .build());
        assertThat(scene.shots()).hasSize(2);
        assertThat(scene.shots().get(0).seconds()).isEqualTo(2);
        assertThat(scene.shots().get(0).camera()).hasSize(1);
        assertThat(scene.shots()
                        .get(0)
                        .subjects()
                        .getFirst()
                        .actions()
                        .getFirst()
                        .to())
                .isEqualTo(2);
        assertThat(scene.shots().get(1).seconds()).isEqualTo(6);
        assertThat(scene.shots().get(1).subjects().getFirst().kind()).isEqualTo("cat");
    }

    @Test
    void each_shot_of_a_scene_is_drawn_in_its_own_style() {
        var one = read("dog").shots().getFirst();
        var grey = new Scene.Shot(
                one.seconds(),
                one.setting(),
                one.time(),
                one.weather(),
                null,
                Style.BLACK_AND_WHITE,
                one.size(),
                one.angle(),
                one.camera(),
                one.subjects(),
                one.lettering());
        var sink = new Frames();
        model.draw(
                new Scene(List.of(one, grey), List.of()), new ClipFormat(64, 64, FrameRate.of(1), 8), 1, sink, SILENT);
        assertThat(sink.grey).containsExactly(false, false, false, false, true, true, true, true);
    }

    @Test
    void its_card_takes_any_size_every_style_and_every_camera_word_for_nothing() {
        var limits = model.card().limits();
        assertThat(model.card().model()).isEqualTo("previz");
        assertThat(limits.styles()).hasSize(Style.values().length);
        assertThat(limits.camera()).isNotNull();
        assertThat(Objects.requireNonNull(limits.camera()).moves()).hasSize(CameraWord.values().length);
        assertThat(model.card().tariff().prices().getFirst().price().amount()).isZero();
    }

    private static Frames drawn(PrevizModel model, VideoRequest request) {
        var sink = new Frames();
        model.draw(request, sink, SILENT);
        return sink;
    }

    /** A sink that keeps what tests ask for. */
    private static class Frames implements ClipSink {
        final List<Long> hashes = new ArrayList<>();
        final List<Boolean> grey = new ArrayList<>();

        @Nullable
        ClipFormat format;

        int @Nullable [] last;

        @Override
        public void begin(ClipFormat format) {
            this.format = format;
        }

        @Override
        public void frame(int[] pixels) {
            var hash = 7L;
            var isGrey = true;
            for (var pixel : pixels) {
                hash = hash * 0x100000001b3L + pixel;
                isGrey &= (pixel & 0xff) == (pixel >> 8 & 0xff) && (pixel & 0xff) == (pixel >> 16);
            }
            hashes.add(hash);
            grey.add(isGrey);
            last = pixels.clone();
        }

        int[] last() {
            return Objects.requireNonNull(last);
        }
    }
}
