package dev.shotwright.world.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.world.space.Part;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CastTest {
    private static final Cast CAST = Cast.standard();

    private static Look look(String id, String kind) {
        return new Look(id + "/" + kind, Map.of(), null, 0);
    }

    @Test
    void every_canonical_kind_is_described_and_has_a_plausible_size() {
        assertThat(CAST.kinds()).hasSizeGreaterThan(120);
        var sizes = Map.of(
                "man",
                1.78,
                "dog",
                0.65,
                "cat",
                0.45,
                "elephant",
                2.9,
                "horse",
                1.9,
                "mouse",
                0.1,
                "table",
                0.75,
                "house",
                5.5,
                "cup",
                0.1,
                "skyscraper",
                72.0);
        for (var kind : CAST.kinds()) {
            assertThat(CAST.describes(kind)).as(kind).isTrue();
            var figure = CAST.figure(kind, null);
            assertThat(figure.kind()).isEqualTo(kind);
            assertThat(figure.height()).as(kind).isBetween(0.01, 120.0);
            assertThat(figure.width()).as(kind).isBetween(0.005, 200.0);
            assertThat(figure.length()).as(kind).isBetween(0.001, 200.0);
        }
        sizes.forEach((kind, height) ->
                assertThat(CAST.figure(kind, null).height()).as(kind).isBetween(height * 0.7, height * 1.45));
    }

    @Test
    void every_kind_plays_every_action_with_finite_parts() {
        for (var kind : CAST.kinds()) {
            var figure = CAST.figure(kind, null);
            var look = look(kind, kind);
            for (var action : CAST.actions()) {
                for (var t : new double[] {0, 0.37, 1}) {
                    var parts = figure.parts(
                            look, new Act(action, t * 2.3, t, t * 1.7, new Vec(0.3, 1, 0.4), new Vec(2, 1, 2)));
                    assertThat(parts)
                            .as("%s %s at %s", kind, action, t)
                            .noneMatch(part -> Double.isNaN(part.reach(new Vec(0.3, 0.5, 0.8))[0]));
                }
            }
        }
    }

    @Test
    void people_do_every_canonical_action_themselves() {
        var woman = CAST.figure("woman", null);
        var borrowed = CAST.actions().stream()
                .filter(action -> !woman.nearest(action).equals(action))
                .toList();
        assertThat(borrowed).containsExactlyInAnyOrder("trot", "bark", "graze", "move");
    }

    @Test
    void an_unknown_kind_is_stood_in_for_by_its_family() {
        for (var family : List.of(
                "person",
                "animal",
                "bird",
                "fish",
                "insect",
                "vehicle",
                "plant",
                "building",
                "furniture",
                "prop",
                "food",
                "landform")) {
            assertThat(CAST.figure("zorgblat", family).height()).as(family).isPositive();
        }
        assertThat(CAST.figure("zorgblat", "animal").lives()).isTrue();
        assertThat(CAST.figure("zorgblat", null).kind()).isEqualTo("box");
    }

    @Test
    void nothing_stands_in_the_ground_or_floats_above_it() {
        for (var kind : List.of(
                "man",
                "girl",
                "dog",
                "cat",
                "fox",
                "wolf",
                "horse",
                "cow",
                "elephant",
                "bear",
                "deer",
                "giraffe",
                "kangaroo",
                "dinosaur",
                "chicken",
                "duck",
                "penguin",
                "car",
                "table",
                "house")) {
            var low = lowest(CAST.figure(kind, null).parts(look(kind, kind), new Act("stand", 0, 0, 0)));
            var height = CAST.figure(kind, null).height();
            assertThat(low).as(kind).isBetween(-0.03 * height, 0.03 * height);
        }
    }

    @Test
    void the_foot_on_the_ground_stays_where_it_was_put() {
        for (var kind : List.of("man", "child", "dog", "horse", "elephant", "chicken", "kangaroo")) {
            var figure = CAST.figure(kind, "person");
            for (var action : List.of("walk", "run", "trot")) {
                for (var scale : List.of("normal", "huge")) {
                    var look = new Look("x", Map.of("size", scale), null, 0);
                    for (var foot : figure.feet()) {
                        var slide = slide(figure, foot, action, look);
                        assertThat(slide)
                                .as("%s %s %s %s", kind, action, foot, scale)
                                .isLessThan(0.01 * look.scale());
                    }
                }
            }
        }
    }

    /** The longest way that a toe goes along the ground while it is within a centimetre of its lowest. */
    private static double slide(Figure figure, String foot, String action, Look look) {
        var slide = 0.0;
        var from = 0.0;
        var down = false;
        for (var i = 0; i < 600; i++) {
            var travelled = i * 0.01;
            var toe = figure.toe(foot, look, new Act(action, i / 60.0, 0.5, travelled));
            var onGround = toe.y() < 0.002 * look.scale();
            var at = toe.z() + travelled;
            if (onGround && !down) {
                from = at;
            }
            if (onGround && i > 0) {
                slide = Math.max(slide, Math.abs(at - from));
            }
            down = onGround;
        }
        return slide;
    }

    @Test
    void a_blend_between_two_acts_makes_no_jumps() {
        for (var kind : List.of("woman", "dog", "eagle")) {
            var figure = CAST.figure(kind, null);
            var look = look(kind, kind);
            for (var pair : List.of(
                    List.of("walk", "sit"),
                    List.of("run", "jump"),
                    List.of("stand", "wave"),
                    List.of("lie", "stand"))) {
                List<Part> before = List.of();
                for (var i = 0; i <= 24; i++) {
                    var now = figure.parts(
                            look, new Act(pair.get(0), 1, 0.5, 0.3), new Act(pair.get(1), 0, 0, 0), i / 24.0);
                    for (var p = 0; p < before.size() && before.size() == now.size(); p++) {
                        var step = now.get(p)
                                .placement()
                                .origin()
                                .minus(before.get(p).placement().origin())
                                .length();
                        assertThat(step).as("%s %s step %d", kind, pair, i).isLessThan(figure.height() * 0.16);
                    }
                    before = now;
                }
            }
        }
    }

    @Test
    void cyclic_actions_run_without_jumps() {
        for (var kind : List.of("man", "dog", "bird", "fish", "snake")) {
            var figure = CAST.figure(kind, null);
            var look = look(kind, kind);
            for (var action : List.of("stand", "idle", "dance", "talk", "eat", "wave", "sleep")) {
                List<Part> before = List.of();
                for (var i = 0; i <= 300; i++) {
                    var now = figure.parts(look, new Act(action, i / 60.0, i / 300.0, 0));
                    for (var p = 0; p < before.size() && before.size() == now.size(); p++) {
                        var step = now.get(p)
                                .placement()
                                .origin()
                                .minus(before.get(p).placement().origin())
                                .length();
                        assertThat(step)
                                .as("%s %s frame %d", kind, action, i)
                                .isLessThan(figure.height() * 0.12 + 0.01);
                    }
                    before = now;
                }
            }
        }
    }

    @Test
    void the_same_question_has_the_same_answer() {
        var other = Cast.standard();
        for (var kind : List.of("man", "tiger", "owl", "car", "tree")) {
            var act = new Act("walk", 0.4, 0.2, 0.9, null, new Vec(1, 2, 3));
            assertThat(other.figure(kind, null).parts(look("a", kind), act))
                    .isEqualTo(CAST.figure(kind, null).parts(look("a", kind), act));
        }
    }

    @Test
    void a_hand_reaches_what_it_is_to_take() {
        var man = CAST.figure("man", null);
        var target = new Vec(0.25, 1.1, 0.45);
        var hand = man.socket("hand", look("a", "man"), new Act("take", 1, 0.5, 0, target, null));
        assertThat(hand.minus(target).length()).isLessThan(0.09);
    }

    @Test
    void wheels_turn_with_the_way_gone() {
        var car = CAST.figure("car", null);
        var still = car.parts(look("a", "car"), new Act("drive", 0, 0, 0));
        var gone = car.parts(look("a", "car"), new Act("drive", 0, 0, Math.PI * 0.32));
        var turned = new ArrayList<Double>();
        for (var i = 0; i < still.size(); i++) {
            turned.add(still.get(i)
                    .placement()
                    .depth()
                    .unit()
                    .dot(gone.get(i).placement().depth().unit()));
        }
        assertThat(turned).anyMatch(d -> d < -0.99).anyMatch(d -> d > 0.99);
    }

    private static double lowest(List<Part> parts) {
        var low = Double.POSITIVE_INFINITY;
        for (var part : parts) {
            low = Math.min(low, part.reach(Vec.UP)[0]);
        }
        return low;
    }
}
