package dev.shotwright.world.stage;

import static dev.shotwright.world.stage.Script.action;
import static dev.shotwright.world.stage.Script.change;
import static dev.shotwright.world.stage.Script.drawn;
import static dev.shotwright.world.stage.Script.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import dev.shotwright.world.space.Mark;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StagingTest {
    private static final int[][] SIZES = {{640, 360}, {360, 640}, {400, 400}, {840, 360}, {64, 64}};

    static Stream<String> settings() {
        return Stream.concat(Staging.settings().stream(), Stream.of("the inside of a whale"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_setting_is_drawn_at_every_ratio(String setting) {
        for (var size : SIZES) {
            var staging = Script.in(setting)
                    .at(TimeOfDay.NIGHT, Weather.STORM)
                    .camera(CameraWord.ORBIT)
                    .with(subject("woman", action("walk", 0, 4)), subject("dog"))
                    .staged(size[0], size[1]);
            sound(staging.picture(50));
            sound(staging.picture(95));
            assertThat(staging.picture(50).sheets()).hasSizeGreaterThan(3);
        }
    }

    @ParameterizedTest
    @EnumSource(CameraWord.class)
    void every_move_is_drawn_at_every_ratio(CameraWord word) {
        for (var size : SIZES) {
            var staging = Script.in("forest")
                    .at(TimeOfDay.DAWN, Weather.SNOW)
                    .camera(word)
                    .with(subject("fox", action("run", 0, 4)))
                    .staged(size[0], size[1]);
            sound(staging.picture(50));
            sound(staging.picture(95));
        }
    }

    @Test
    void every_kind_and_action_can_be_staged() {
        for (var kind : Script.CAST.kinds()) {
            sound(Script.in("meadow")
                    .with(subject(kind, action("move", 0, 4)))
                    .staged()
                    .picture(30));
        }
        for (var name : Script.CAST.actions()) {
            var staging = Script.in("room")
                    .with(subject("woman", action(name, "ball", null, 0, 2), action(name, 2, 4)), subject("ball"))
                    .staged();
            sound(staging.picture(30));
            sound(staging.picture(70));
        }
    }

    private static void sound(Picture picture) {
        drawn(picture).forEach(d -> {
            assertThat(d.fade()).isBetween(0.0, 1.0);
            assertThat(d.scale()).isFinite();
            for (var mark : d.marks()) {
                var coordinates = new double[6];
                for (var i = mark.outline().getPathIterator(null); !i.isDone(); i.next()) {
                    if (i.currentSegment(coordinates) != PathIterator.SEG_CLOSE) {
                        assertThat(coordinates[0] + coordinates[1]).as(d.id()).isFinite();
                    }
                }
            }
        });
    }

    @Test
    void frames_are_the_same_in_any_order_and_from_two_threads() throws Exception {
        var script = Script.in("park")
                .at(TimeOfDay.DUSK, Weather.RAIN)
                .camera(CameraWord.HANDHELD)
                .with(subject("dog", action("run", 0, 4)), subject("woman", action("wave", 0, 4)));
        var one = script.staged();
        var other = script.staged();
        var expected = new ArrayList<String>();
        for (var frame = 0L; frame < 96; frame += 12) {
            expected.add(print(one, frame));
        }
        try (var pool = Executors.newFixedThreadPool(2)) {
            var jobs = new ArrayList<Callable<String>>();
            for (var frame = 84L; frame >= 0; frame -= 12) {
                var at = frame;
                jobs.add(() -> print(other, at));
            }
            var answers = new ArrayList<String>();
            for (var future : pool.invokeAll(jobs)) {
                answers.addFirst(future.get());
            }
            assertThat(answers).isEqualTo(expected);
        }
    }

    private static String print(Staging staging, long frame) {
        var text = new StringBuilder(TruthLines.line(staging.truth(frame)));
        drawn(staging.picture(frame)).forEach(d -> {
            text.append(d.id());
            for (Mark mark : d.marks()) {
                var box = mark.outline().getBounds2D();
                text.append(Double.doubleToLongBits(box.getX() + 3 * box.getY() + 7 * box.getWidth()))
                        .append(mark.colour());
            }
        });
        return text.toString();
    }

    @Test
    void another_seed_scatters_the_scenery_otherwise() {
        var scene = Script.in("forest").with(subject("fox")).scene();
        var format = Script.format(320, 180);
        assertThat(print(Staging.of(scene, format, 1, Script.CAST), 0))
                .isNotEqualTo(print(Staging.of(scene, format, 2, Script.CAST), 0));
    }

    @Test
    void shots_are_cut_at_their_frames_and_scaled_to_the_clip() {
        var shots = List.of(
                Script.in("park").with(subject("dog")).shot(),
                Script.in("sea").with(subject("ship")).shot());
        var scene = new Scene(shots, List.of());
        var staging = Staging.of(scene, new ClipFormat(320, 180, FrameRate.of(25), 150), 7, Script.CAST);
        assertThat(staging.truth(74).shot()).isZero();
        assertThat(staging.truth(75).shot()).isEqualTo(1);
        assertThat(staging.truth(75).subjects()).extracting(Truth.Subject::kind).containsExactly("ship");
    }

    @Test
    void a_change_of_colour_and_of_size_goes_from_one_to_the_other() {
        var staging = Script.in("plain")
                .with(subject("car", change("colour", "white", "red")), subject("dog", change("size", "small", "big")))
                .staged();
        assertThat(Math.abs(red(subject(staging.truth(0), "car").attributes()))).isLessThan(20);
        assertThat(red(subject(staging.truth(95), "car").attributes())).isGreaterThan(120);
        assertThat(Double.parseDouble(
                        subject(staging.truth(95), "dog").attributes().get("height")))
                .isGreaterThan(1.7
                        * Double.parseDouble(
                                subject(staging.truth(0), "dog").attributes().get("height")));
    }

    private static int red(Map<String, String> attributes) {
        var colour =
                Integer.parseInt(attributes.getOrDefault("colour", "#000000").substring(1), 16);
        return (colour >> 16 & 0xFF) - (colour >> 8 & 0xFF);
    }

    @Test
    void the_sky_grows_dark_when_the_scene_says_so() {
        var staging = Script.in("meadow")
                .with(subject("sky", change("brightness", "bright", "dark")))
                .staged();
        assertThat(staging.picture(95).light().level())
                .isLessThan(0.4 * staging.picture(0).light().level());
    }

    @Test
    void a_stand_in_carries_its_name_and_a_title_is_in_the_frame() {
        var gryphon =
                new Scene.Subject("gryphon", "gryphon", "animal", "狮鹫", 1, Map.of(), List.of(), List.of(), List.of());
        var picture = Script.in("park")
                .with(gryphon)
                .words("上海 2049", "bottom")
                .staged()
                .picture(10);
        assertThat(drawn(picture).map(Picture.Drawn::id)).contains("label-gryphon", "lettering-bottom");
        var title = drawn(picture)
                .filter(d -> d.id().equals("lettering-bottom"))
                .findFirst()
                .orElseThrow();
        var box = title.marks().getLast().outline().getBounds2D();
        assertThat(box.getMinX()).isPositive();
        assertThat(box.getMaxX()).isLessThan(640);
        assertThat(box.getMaxY()).isBetween(270.0, 360.0);
    }

    @Test
    void a_subject_behind_another_is_less_visible() {
        var staging = Script.in("plain")
                .with(subject("elephant"), subject("mouse", Script.relation(RelationWord.BEHIND, "elephant", 0, 4)))
                .staged();
        assertThat(subject(staging.truth(0), "elephant").visible()).isGreaterThan(0.95);
        assertThat(subject(staging.truth(0), "mouse").visible()).isLessThan(0.9);
    }
}
