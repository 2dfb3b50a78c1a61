package dev.shotwright.world.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProjectorTest {
    private static final Vec LIGHT = new Vec(-0.5, 0.8, -0.5);
    private static final CameraPose POSE = new CameraPose(new Vec(0, 1, -10), 0, 0, 0, 1.2);
    private static final Projector PROJECTOR = new Projector(POSE, 400, 200);

    private static Part block(Vec at, double size, int colour) {
        return new Part(new Solid.Block(size, size, size), Placement.at(at), colour, Finish.MATT);
    }

    @Test
    void known_points_land_on_known_pixels() {
        assertThat(PROJECTOR.point(new Vec(0, 1, 0))).isNotNull();
        var right = PROJECTOR.point(new Vec(1, 2, 0));
        assertThat(right).isNotNull();
        assertThat(right.getX()).isEqualTo(200 + 240 / 10.0);
        assertThat(right.getY()).isEqualTo(100 - 240 / 10.0);
        assertThat(PROJECTOR.scale(new Vec(0, 0, 2))).isEqualTo(20);
        assertThat(PROJECTOR.depth(new Vec(5, 5, 2))).isEqualTo(12);
        assertThat(PROJECTOR.point(new Vec(0, 1, -11))).isNull();
    }

    @Test
    void yaw_pitch_and_roll_turn_the_way_they_say() {
        var ahead = new Vec(0, 1, 0);
        var yawed = new Projector(new CameraPose(POSE.position(), 0.1, 0, 0, 1.2), 400, 200).point(ahead);
        var pitched = new Projector(new CameraPose(POSE.position(), 0, 0.1, 0, 1.2), 400, 200).point(ahead);
        var rolled = new Projector(new CameraPose(POSE.position(), 0, 0, 0.1, 1.2), 400, 200).point(new Vec(0, 2, 0));
        assertThat(yawed).isNotNull();
        assertThat(pitched).isNotNull();
        assertThat(rolled).isNotNull();
        assertThat(yawed.getX()).isLessThan(200);
        assertThat(pitched.getY()).isGreaterThan(100);
        assertThat(rolled.getX()).isLessThan(200);
    }

    @Test
    void a_ball_is_a_round_outline_of_its_size() {
        var ball = new Part(new Solid.Ball(1, 1, 1), Placement.at(new Vec(0, 1, 0)), 0xFF336699, Finish.MATT);
        var box = PROJECTOR.project(List.of(ball), LIGHT).getFirst().outline().getBounds2D();
        var radius = 240 / Math.sqrt(99.0);
        assertThat(box.getWidth()).isBetween(radius * 1.95, radius * 2.01);
        assertThat(box.getCenterX()).isBetween(199.5, 200.5);
    }

    @Test
    void the_lit_side_of_a_ball_faces_the_light() {
        var ball = new Part(new Solid.Ball(1, 1, 1), Placement.at(new Vec(0, 1, 0)), 0xFF336699, Finish.MATT);
        var shade = PROJECTOR.project(List.of(ball), LIGHT).getFirst().shade();
        assertThat(shade.litX()).isLessThan(shade.darkX());
        assertThat(shade.litY()).isLessThan(shade.darkY());
    }

    @Test
    void a_block_shows_only_the_faces_that_look_at_the_camera() {
        assertThat(PROJECTOR.project(List.of(block(new Vec(0, 1, 0), 1, 0xFF000000)), LIGHT))
                .hasSize(1);
        assertThat(PROJECTOR.project(List.of(block(new Vec(3, 3, 0), 1, 0xFF000000)), LIGHT))
                .hasSize(3);
    }

    @Test
    void what_is_behind_the_camera_or_off_the_picture_is_left_out() {
        var parts = List.of(
                block(new Vec(0, 1, -20), 1, 1), block(new Vec(500, 1, 0), 1, 1), block(new Vec(0, 1, -10), 0.2, 1));
        assertThat(PROJECTOR.project(parts.subList(0, 2), LIGHT)).isEmpty();
        assertThat(PROJECTOR.box(parts.subList(0, 1))).isNull();
    }

    @Test
    void a_thing_that_the_camera_is_inside_of_is_cut_and_not_torn() {
        for (var mark : PROJECTOR.project(List.of(block(new Vec(0, 0, 0), 30, 0xFF112233)), LIGHT)) {
            var box = mark.outline().getBounds2D();
            assertThat(Double.isFinite(box.getWidth())).isTrue();
        }
        var ground = new Part(new Solid.Block(100, 0.1, 100), Placement.IDENTITY, 0xFF112233, Finish.MATT);
        assertThat(PROJECTOR.project(List.of(ground), LIGHT)).isNotEmpty();
    }

    @Test
    void the_nearer_of_two_blocks_is_drawn_last_from_every_side() {
        var random = new SplittableRandom(7);
        for (var i = 0; i < 200; i++) {
            var angle = random.nextDouble(2 * Math.PI);
            var position =
                    new Vec(12 * StrictMath.sin(angle), 1 + 3 * random.nextDouble(), -12 * StrictMath.cos(angle));
            var projector = new Projector(new CameraPose(position, -angle, -0.1, 0, 1.2), 400, 300);
            var near = block(position.towards(new Vec(0, 0.5, 0), 0.6), 1, 0xFF0000FF);
            var far = block(new Vec(0, 0.5, 0), 1, 0xFFFF0000);
            var marks = projector.project(List.of(near, far), LIGHT);
            assertThat(marks.getLast().colour()).isEqualTo(0xFF0000FF);
            assertThat(marks.getFirst().colour()).isEqualTo(0xFFFF0000);
        }
    }

    @Test
    void a_table_top_hides_its_legs_from_above_and_its_far_legs_do_not_show_through() {
        var top = new Part(new Solid.Block(2, 0.1, 1), Placement.at(new Vec(0, 0.8, 0)), 0xFF00FF00, Finish.MATT);
        var leg = new Part(
                new Solid.Block(0.1, 0.75, 0.1), Placement.at(new Vec(0.9, 0.375, -0.4)), 0xFFFF0000, Finish.MATT);
        var above = new Projector(new CameraPose(new Vec(0, 4, -4), 0, -0.75, 0, 1.2), 400, 300);
        assertThat(above.project(List.of(top, leg), LIGHT).getLast().colour()).isEqualTo(0xFF00FF00);
    }

    @Test
    void a_decal_shows_only_on_the_side_of_its_host_that_faces_the_camera() {
        var host = new Part(new Solid.Ball(1, 1, 1), Placement.at(new Vec(0, 1, 0)), 0xFFFFFFFF, Finish.MATT);
        for (var side : new double[] {-1, 1}) {
            var outline = List.of(
                    new Vec(-0.1, 0, side * 0.995), new Vec(0, 0.1, side * 0.995), new Vec(0.1, 0, side * 0.995));
            var decal = new Part(new Solid.Plate(outline, 0), host.placement(), 0xFF000000, Finish.DECAL);
            assertThat(PROJECTOR.project(List.of(host, decal), LIGHT)).hasSize(side < 0 ? 2 : 1);
        }
    }

    @Test
    void a_shadow_lies_on_the_ground_away_from_the_light() {
        var ball = new Part(new Solid.Ball(0.5, 0.5, 0.5), Placement.at(new Vec(0, 2, 0)), 0xFFFFFFFF, Finish.MATT);
        var shadow = PROJECTOR.shadow(List.of(ball), new Vec(-1, 1, 0)).getBounds2D();
        var expected = PROJECTOR.point(new Vec(2, 0, 0));
        assertThat(expected).isNotNull();
        assertThat(shadow.getCenterX()).isBetween(expected.getX() - 3, expected.getX() + 3);
        assertThat(shadow.getCenterY()).isBetween(expected.getY() - 3, expected.getY() + 3);
    }

    @Test
    void the_same_parts_give_the_same_marks() {
        var parts = new ArrayList<Part>();
        var random = new SplittableRandom(3);
        for (var i = 0; i < 60; i++) {
            parts.add(new Part(
                    i % 2 == 0 ? new Solid.Ball(0.4, 0.3, 0.2) : new Solid.Block(0.3, 0.4, 0.5),
                    Placement.at(new Vec(random.nextDouble(-3, 3), random.nextDouble(0, 2), random.nextDouble(-3, 3))),
                    0xFF000000 | i,
                    Finish.MATT));
        }
        var first = PROJECTOR.project(parts, LIGHT).stream().map(Mark::colour).toList();
        assertThat(PROJECTOR.project(parts, LIGHT).stream().map(Mark::colour).toList())
                .isEqualTo(first);
    }
}
