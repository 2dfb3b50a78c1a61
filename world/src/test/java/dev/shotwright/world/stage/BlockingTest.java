package dev.shotwright.world.stage;

import static dev.shotwright.world.stage.Script.action;
import static dev.shotwright.world.stage.Script.box;
import static dev.shotwright.world.stage.Script.middle;
import static dev.shotwright.world.stage.Script.relation;
import static dev.shotwright.world.stage.Script.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockingTest {
    private static final long LAST = 95;

    private static Staging move(String who, String action, RelationWord first, RelationWord then, String base) {
        return Script.in("plain")
                .with(
                        subject(
                                who,
                                relation(first, base, 0, 1.5),
                                relation(then, base, 1.5, 4),
                                action(action, 1.5, 4)),
                        subject(base))
                .staged();
    }

    @Test
    void a_dog_that_runs_to_the_other_side_changes_sides() {
        var staging = move("dog", "run", RelationWord.RIGHT_OF, RelationWord.LEFT_OF, "table");
        var before = staging.truth(0);
        var after = staging.truth(LAST);
        var table = box(before, "table");
        assertThat(box(before, "dog").get(0)).isGreaterThanOrEqualTo(table.get(2));
        assertThat(box(after, "dog").get(2)).isLessThanOrEqualTo(table.get(0));
        assertThat(box(after, "table")).isEqualTo(table);
    }

    @Test
    void a_runner_goes_around_the_table_not_through_it() {
        var staging = move("dog", "run", RelationWord.RIGHT_OF, RelationWord.LEFT_OF, "table");
        var table = Script.CAST.figure("table", null);
        for (var frame = 0; frame <= LAST; frame++) {
            var at = subject(staging.truth(frame), "dog").position();
            var base = subject(staging.truth(frame), "table").position();
            var inside = Math.abs(at.get(0) - base.get(0)) < table.width() / 2
                    && Math.abs(at.get(2) - base.get(2)) < table.length() / 2;
            assertThat(inside).as("frame %d at %s", frame, at).isFalse();
        }
    }

    @Test
    void below_is_under_the_top_and_on_is_on_it() {
        var staging = move("cat", "jump", RelationWord.BELOW, RelationWord.ON, "table");
        var before = staging.truth(0);
        var after = staging.truth(LAST);
        var table = box(before, "table");
        assertThat(middle(subject(before, "cat"))[1]).isGreaterThan(table.get(1) + 0.3 * (table.get(3) - table.get(1)));
        assertThat(subject(before, "cat").position().get(1)).isZero();
        assertThat(middle(subject(after, "cat"))[1]).isLessThan(table.get(1));
        assertThat(subject(after, "cat").position().get(1))
                .isCloseTo(Script.CAST.figure("table", null).height(), offset(0.2));
    }

    @Test
    void in_front_is_nearer_and_lower_in_the_picture_than_behind() {
        var staging = move("fox", "run", RelationWord.IN_FRONT_OF, RelationWord.BEHIND, "box");
        var before = staging.truth(0);
        var after = staging.truth(LAST);
        var box = subject(before, "box");
        assertThat(subject(before, "fox").distance()).isLessThan(box.distance());
        assertThat(box(before, "fox").get(3)).isGreaterThan(box(before, "box").get(3));
        assertThat(subject(after, "fox").distance()).isGreaterThan(box.distance());
        assertThat(box(after, "fox").get(3)).isLessThan(box(before, "box").get(3));
        assertThat(subject(after, "fox").visible()).isGreaterThan(0.3);
    }

    @Test
    void three_dogs_are_three_bodies_apart() {
        var dogs = new Scene.Subject("dog", "dog", null, "dogs", 3, Map.of(), List.of(), List.of(), List.of());
        var truth = Script.in("park").with(dogs).staged().truth(0);
        assertThat(truth.subjects()).extracting(Truth.Subject::id).containsExactly("dog", "dog-2", "dog-3");
        var middles = truth.subjects().stream().map(s -> middle(s)[0]).sorted().toList();
        assertThat(middles.get(1) - middles.get(0)).isGreaterThan(20);
        assertThat(middles.get(2) - middles.get(1)).isGreaterThan(20);
    }

    @Test
    void a_hug_brings_two_together_and_an_entrance_comes_from_outside() {
        var staging = Script.in("plain")
                .with(
                        subject("woman"),
                        subject(
                                "man",
                                action("walk", null, Heading.IN_FROM_RIGHT, 0.5, 2),
                                action("hug", "woman", null, 2, 4)))
                .staged();
        assertThat(subject(staging.truth(0), "man").box()).isNull();
        var end = staging.truth(LAST);
        var apart = subject(end, "man").position().get(0)
                - subject(end, "woman").position().get(0);
        assertThat(apart).isBetween(0.2, 0.9);
        assertThat(subject(end, "man").action()).isEqualTo("hug");
        assertThat(subject(end, "woman").action()).isEqualTo("hug");
    }

    @Test
    void the_second_action_follows_the_first() {
        var staging = Script.in("room")
                .with(subject("person", action("read", 0, 2), action("fold", 2, 4)))
                .staged();
        assertThat(subject(staging.truth(10), "person").action()).isEqualTo("read");
        assertThat(subject(staging.truth(80), "person").action()).isEqualTo("fold");
    }

    @Test
    void feet_stay_on_the_ground_while_a_walker_walks() {
        var staging =
                Script.in("street").with(subject("woman", action("walk", 0, 4))).staged();
        for (var frame = 0; frame <= LAST; frame += 5) {
            assertThat(subject(staging.truth(frame), "woman").position().get(1)).isZero();
        }
    }

    @Test
    void two_who_are_on_each_other_are_staged_all_the_same() {
        var truth = Script.in("plain")
                .with(
                        subject("cat", relation(RelationWord.ON, "dog", 0, 4), action("run", 0, 4)),
                        subject("dog", relation(RelationWord.ON, "cat", 0, 4), action("jump", 1, 3)))
                .staged()
                .truth(50);
        assertThat(truth.subjects()).hasSize(2);
    }

    @Test
    void a_sitter_gets_up_and_stands_before_the_sofa() {
        var staging = Script.in("room")
                .with(
                        subject(
                                "woman",
                                relation(RelationWord.ON, "sofa", 0, 4),
                                action("sit", 0, 2),
                                action("sweep", 2, 4)),
                        subject("sofa"))
                .staged();
        assertThat(hips(10)).isCloseTo(0.5, offset(0.15));
        assertThat(subject(staging.truth(LAST), "woman").position().get(1)).isZero();
        assertThat(subject(staging.truth(LAST), "woman").distance())
                .isLessThan(subject(staging.truth(LAST), "sofa").distance());
    }

    /** How high the hips of one who sits on a sofa are, in metres. */
    private static double hips(long frame) {
        var stage = new ShotStage(
                Script.in("room")
                        .with(
                                subject(
                                        "woman",
                                        relation(RelationWord.ON, "sofa", 0, 4),
                                        action("sit", 0, 2),
                                        action("sweep", 2, 4)),
                                subject("sofa"))
                        .shot(),
                Script.format(640, 360),
                7,
                Script.CAST);
        var woman = stage.troupe().performers().getFirst();
        return woman.socket("seat", frame / 24.0).y();
    }

    @Test
    void a_car_drives_straight_on_and_hides_the_legs_of_its_driver() {
        var staging = Script.in("road")
                .with(subject("man", action("drive", "car", null, 0, 4)), subject("car"))
                .staged();
        assertThat(subject(staging.truth(0), "car").position().get(2))
                .isEqualTo(subject(staging.truth(LAST), "car").position().get(2));
        var ids = Script.drawn(staging.picture(40)).map(Picture.Drawn::id).toList();
        assertThat(ids.indexOf("man")).isNotNegative().isLessThan(ids.indexOf("car"));
    }
}
