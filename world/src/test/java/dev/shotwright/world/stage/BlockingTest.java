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
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Part;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Projector;
import dev.shotwright.world.space.Solid;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static Scene.Subject several(String kind, int count, Scene.Action... actions) {
        return new Scene.Subject(kind, kind, null, kind, count, Map.of(), List.of(), List.of(actions), List.of());
    }

    @ParameterizedTest
    @CsvSource({"penguin, 3, walk", "balloon, 5, float", "dog, 6, run"})
    void instances_of_a_count_keep_their_own_places(String kind, int count, String action) {
        var staging = Script.in("snowfield")
                .with(several(kind, count, action(action, 0, 4)))
                .staged(960, 540);
        for (var frame : new long[] {0, 30, 60, LAST}) {
            var boxes = staging.truth(frame).subjects().stream()
                    .map(s -> s.box())
                    .filter(box -> box != null)
                    .sorted(Comparator.comparing(List::getFirst))
                    .toList();
            assertThat(boxes).hasSizeGreaterThan(count / 2);
            for (var i = 1; i < boxes.size(); i++) {
                var before = boxes.get(i - 1);
                var box = boxes.get(i);
                assertThat(before.get(2) - box.get(0))
                        .as("frame %d: %s and %s", frame, before, box)
                        .isLessThan((int) (0.2 * (box.get(2) - box.get(0))) + 2);
            }
        }
    }

    @Test
    void several_who_go_to_a_thing_stand_beside_each_other() {
        var staging = Script.in("snowfield")
                .with(several("penguin", 3, action("walk", "box", null, 0, 4)), subject("box"))
                .staged();
        var places = staging.truth(LAST).subjects().stream()
                .filter(s -> s.kind().equals("penguin"))
                .map(s -> s.position().getFirst())
                .sorted()
                .toList();
        assertThat(places.get(1) - places.get(0)).isGreaterThan(0.3);
        assertThat(places.get(2) - places.get(1)).isGreaterThan(0.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "car"})
    void a_vehicle_rides_on_the_deck_of_a_bridge_from_end_to_end(String kind) {
        for (var bridged : List.of(
                subject(kind, relation(RelationWord.ABOVE, "bridge", 0, 4), action("drive", 0, 4)),
                subject(kind, action("drive", "bridge", null, 0, 4)))) {
            var staging = Script.in("meadow").with(bridged, subject("bridge")).staged();
            var bridge = subject(staging.truth(0), "bridge").position();
            var deck = subject(staging.truth(0), kind).position().get(1);
            assertThat(deck).isGreaterThan(2);
            var ways = new double[2];
            for (var frame : new long[] {0, LAST}) {
                var truth = staging.truth(frame);
                assertThat(subject(truth, kind).position().get(1)).isCloseTo(deck, offset(0.02));
                assertThat(subject(truth, kind).position().get(2)).isCloseTo(bridge.get(2), offset(0.02));
                assertThat(box(truth, kind).getFirst())
                        .isGreaterThanOrEqualTo(box(truth, "bridge").getFirst() - 8);
                assertThat(box(truth, kind).get(2))
                        .isLessThanOrEqualTo(box(truth, "bridge").get(2) + 8);
                ways[frame == 0 ? 0 : 1] = subject(truth, kind).position().getFirst();
            }
            assertThat(ways[1] - ways[0]).isGreaterThan(4);
        }
    }

    @ParameterizedTest
    @CsvSource({"dog, run, forest", "woman, walk, street", "horse, run, meadow"})
    void who_runs_without_a_goal_never_turns_back(String kind, String action, String setting) {
        for (var other : List.of(new Scene.Subject[0], new Scene.Subject[] {subject("bench")})) {
            var staging = Script.in(setting)
                    .with(subject(kind, action(action, 0, 4)))
                    .with(other)
                    .staged();
            var before = subject(staging.truth(0), kind).position().getFirst();
            for (var frame = 4; frame <= LAST; frame += 4) {
                var at = subject(staging.truth(frame), kind).position().getFirst();
                assertThat(at).as("frame %d", frame).isGreaterThan(before - 0.05);
                assertThat(subject(staging.truth(frame), kind).box()).isNotNull();
                before = at;
            }
        }
    }

    @Test
    void a_walker_looks_where_he_goes_until_the_last_frame() {
        var stage = stage(Script.in("street").with(subject("woman", action("walk", 0, 4))), 640, 360);
        var woman = stage.troupe().performers().getFirst();
        assertThat(woman.heading(3.99)).isCloseTo(woman.heading(2), offset(0.05));
    }

    private static ShotStage stage(Script script, int width, int height) {
        return new ShotStage(script.shot(), Script.format(width, height), 7, Script.CAST);
    }

    @Test
    void both_heads_are_in_the_frame_when_two_hug_in_an_upright_close_up() {
        var stage = stage(
                Script.in("plain")
                        .framed(ShotSize.CLOSE_UP)
                        .with(
                                subject("woman", action("put-on", 0, 2)),
                                subject(
                                        "man",
                                        action("walk", null, Heading.IN_FROM_RIGHT, 1.5, 2.6),
                                        action("hug", "woman", null, 2.6, 4))),
                360,
                640);
        var projector = new Projector(stage.pose(3.5), 360, 640);
        for (var performer : stage.troupe().performers()) {
            var crown = performer.socket("head", 3.5);
            for (var side : new double[] {-0.1, 0.1}) {
                var part = new Part(
                        new Solid.Ball(0.02, 0.02, 0.02),
                        Placement.at(crown.plus(new Vec(side, 0, 0))),
                        0xFF000000,
                        Finish.MATT);
                var box = projector.box(List.of(part));
                assertThat(box).as(performer.id()).isNotNull();
                assertThat(box.getMinX()).as(performer.id()).isBetween(0.0, 360.0);
                assertThat(box.getMinY()).as(performer.id()).isBetween(0.0, 640.0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"play-violin, 1.2, 1.6", "play-music, 0.75, 1.3", "play-flute, 1.3, 1.65", "play-drum, 0, 0.9"})
    void an_instrument_is_where_a_player_holds_it(String action, double lowest, double highest) {
        var idle = parts(action("stand", 0, 4));
        var playing = parts(action(action, 0, 4));
        var instrument = playing.subList(idle.size(), playing.size());
        assertThat(instrument).isNotEmpty();
        for (var part : instrument) {
            assertThat(part.placement().origin().y()).isBetween(lowest - 0.2, highest);
        }
    }

    private static List<Part> parts(Scene.Action action) {
        var stage = stage(Script.in("plain").with(subject("man", action)), 640, 360);
        var man = stage.troupe().performers().getFirst();
        var parts = new ArrayList<>(man.parts(2));
        parts.addAll(new Handiwork(Script.CAST, StageBook.standard(), Handiwork.Afloat.LAND).parts(man, 2));
        return parts;
    }
}
