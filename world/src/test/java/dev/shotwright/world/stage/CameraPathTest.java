package dev.shotwright.world.stage;

import static dev.shotwright.world.stage.Script.action;
import static dev.shotwright.world.stage.Script.middle;
import static dev.shotwright.world.stage.Script.middleX;
import static dev.shotwright.world.stage.Script.subject;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.space.Projector;
import dev.shotwright.world.space.Vec;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CameraPathTest {
    private static final long LAST = 95;

    private static Staging shot(CameraWord word) {
        return Script.in("park").camera(word).with(subject("rock")).staged();
    }

    @Test
    void pan_left_moves_near_and_far_to_the_right_alike() {
        var staging = Script.in("plain")
                .camera(CameraWord.PAN_LEFT)
                .with(subject("cup"), subject("box"))
                .staged();
        var first = staging.truth(40);
        var then = staging.truth(55);
        for (var id : new String[] {"cup", "box"}) {
            assertThat(middle(subject(then, id))[0]).isGreaterThan(middle(subject(first, id))[0] + 10);
        }
        assertThat(then.camera().position()).isEqualTo(first.camera().position());
        assertThat(then.camera().yaw()).isLessThan(first.camera().yaw());
    }

    @Test
    void truck_shifts_the_near_more_than_the_far_and_pan_does_not() {
        var near = shift(CameraWord.TRUCK_LEFT, 2) - shift(CameraWord.TRUCK_LEFT, 30);
        var far = shift(CameraWord.PAN_LEFT, 2) - shift(CameraWord.PAN_LEFT, 30);
        assertThat(near).isGreaterThan(20);
        assertThat(Math.abs(far)).isLessThan(4);
    }

    /** By how much a point straight behind the subject moves across the picture. */
    private static double shift(CameraWord word, double depth) {
        var stage = new ShotStage(
                Script.in("park").camera(word).with(subject("rock")).shot(), Script.format(640, 360), 7, Script.CAST);
        var point = new Vec(0, 0.5, depth);
        var before = new Lens(stage.pose(1.5), 640, 360).point(point);
        var after = new Lens(stage.pose(2.5), 640, 360).point(point);
        return requireNonNull(after).getX() - requireNonNull(before).getX();
    }

    @ParameterizedTest
    @CsvSource({"ORBIT", "ORBIT_CLOCKWISE", "ORBIT_COUNTERCLOCKWISE"})
    void an_orbit_keeps_the_subject_in_the_middle_while_the_far_moves(CameraWord word) {
        var staging = shot(word);
        for (var frame = 0; frame <= LAST; frame += 8) {
            assertThat(middle(subject(staging.truth(frame), "rock"))[0]).isBetween(260.0, 380.0);
        }
        var first = staging.truth(0).camera();
        var last = staging.truth(LAST).camera();
        assertThat(Math.abs(last.yaw() - first.yaw())).isGreaterThan(30);
        var clockwise = word == CameraWord.ORBIT_CLOCKWISE;
        assertThat(last.position().get(0) < first.position().get(0)).isEqualTo(clockwise);
    }

    @Test
    void a_follow_keeps_the_runner_in_the_middle_over_moving_ground() {
        var staging = Script.in("snowfield")
                .camera(CameraWord.FOLLOW)
                .with(subject("fox", action("run", null, Heading.LEFT, 0, 4)))
                .staged();
        for (var frame = 0; frame <= LAST; frame += 5) {
            assertThat(middle(subject(staging.truth(frame), "fox"))[0]).isBetween(640 * 0.3, 640 * 0.7);
        }
        assertThat(staging.truth(LAST).camera().position().get(0))
                .isLessThan(staging.truth(0).camera().position().get(0) - 3);
    }

    @Test
    void without_a_move_the_camera_is_locked_off() {
        var staging =
                Script.in("park").with(subject("dog", action("run", 0, 4))).staged();
        assertThat(staging.truth(LAST).camera()).isEqualTo(staging.truth(0).camera());
        assertThat(staging.truth(0).camera().moves()).containsExactly("fixed");
    }

    @Test
    void moves_in_sequence_go_on_where_the_one_before_ended() {
        var staging = Script.in("park")
                .camera(CameraWord.PAN_LEFT, 0, 2)
                .camera(CameraWord.ZOOM_IN, 2, 4)
                .with(subject("rock"))
                .staged();
        assertThat(staging.truth(20).camera().moves()).containsExactly("pan-left");
        assertThat(staging.truth(80).camera().moves()).containsExactly("zoom-in");
        assertThat(staging.truth(95).camera().yaw())
                .isEqualTo(staging.truth(50).camera().yaw());
        assertThat(staging.truth(95).camera().focal())
                .isGreaterThan(1.3 * staging.truth(47).camera().focal());
    }

    @ParameterizedTest
    @EnumSource(CameraWord.class)
    void a_move_starts_and_ends_gently_and_keeps_its_subject_in_sight(CameraWord word) {
        var staging = shot(word);
        for (var frame = 0; frame <= LAST; frame += 19) {
            assertThat(subject(staging.truth(frame), "rock").visible())
                    .as("frame %d", frame)
                    .isGreaterThan(0.45);
        }
        if (word == CameraWord.HANDHELD) {
            return;
        }
        assertThat(speed(staging, 0)).isLessThanOrEqualTo(0.4 * speed(staging, 47) + 1e-9);
        assertThat(speed(staging, LAST - 1)).isLessThanOrEqualTo(0.4 * speed(staging, 47) + 1e-9);
    }

    private static double speed(Staging staging, long frame) {
        var a = staging.truth(frame).camera();
        var b = staging.truth(frame + 1).camera();
        var sum = Math.abs(a.yaw() - b.yaw())
                + Math.abs(a.pitch() - b.pitch())
                + Math.abs(a.roll() - b.roll())
                + 40 * Math.abs(a.focal() - b.focal());
        for (var i = 0; i < 3; i++) {
            sum += 20 * Math.abs(a.position().get(i) - b.position().get(i));
        }
        return sum;
    }

    @Test
    void the_marks_of_the_stage_agree_with_the_projector() {
        var stage = new ShotStage(
                Script.in("park")
                        .camera(CameraWord.ROLL_CLOCKWISE)
                        .with(subject("rock"))
                        .shot(),
                Script.format(640, 360),
                7,
                Script.CAST);
        var pose = stage.pose(3);
        var projector = new Projector(pose, 640, 360);
        var lens = new Lens(pose, 640, 360);
        for (var i = 0; i < 50; i++) {
            var point = new Vec(8 * Noise.at(3, i) - 4, 3 * Noise.at(4, i), 6 * Noise.at(5, i));
            assertThat(requireNonNull(lens.point(point)).distance(requireNonNull(projector.point(point))))
                    .isLessThan(1e-6);
        }
    }

    @Test
    void the_ground_of_a_truck_moves_more_near_the_camera() {
        var staging = Script.in("plain")
                .camera(CameraWord.TRUCK_RIGHT)
                .with(subject("vase"))
                .staged();
        assertThat(middleX(staging.picture(60), "vase")).isLessThan(middleX(staging.picture(30), "vase"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PAN_LEFT", "TRUCK_LEFT"})
    void a_slow_move_along_with_a_runner_is_plainly_seen(CameraWord word) {
        var staging = Script.in("snowfield")
                .slowly(word)
                .with(Script.subject("fox", Script.action("run", 0, 4)))
                .staged();
        var first = landmarks(staging.picture(0));
        var last = landmarks(staging.picture(95));
        first.keySet().retainAll(last.keySet());
        var furthest = first.entrySet().stream()
                .mapToDouble(e -> last.getOrDefault(e.getKey(), 0.0) - e.getValue())
                .max()
                .orElse(0);
        assertThat(furthest).isGreaterThan(640 / 4.0);
        for (var frame = 0; frame < 96; frame += 12) {
            assertThat(Script.subject(staging.truth(frame), "fox").box())
                    .as("frame %d", frame)
                    .isNotNull();
        }
    }

    private static Map<String, Double> landmarks(Picture picture) {
        var landmarks = new HashMap<String, Double>();
        Script.drawn(picture)
                .filter(d -> d.role() == Picture.Role.SETTING && !d.marks().isEmpty())
                .forEach(d -> landmarks.put(d.id(), Script.middleX(picture, d.id())));
        return landmarks;
    }
}
