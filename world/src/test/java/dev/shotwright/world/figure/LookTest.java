package dev.shotwright.world.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final Cast CAST = Cast.standard();
    private static final Act STAND = new Act("stand", 0, 0, 0);

    private static Look look(String id, String kind, Map<String, String> attributes) {
        return Look.of(new Scene.Subject(id, kind, null, kind, 1, attributes, List.of(), List.of(), List.of()));
    }

    private static List<Part> parts(String id, String kind, Map<String, String> attributes) {
        return CAST.figure(kind, null).parts(look(id, kind, attributes), STAND);
    }

    private static Set<Integer> colours(List<Part> parts) {
        return parts.stream().map(Part::colour).collect(Collectors.toSet());
    }

    @Test
    void the_same_identity_looks_the_same_whatever_else_is_said() {
        assertThat(parts("woman", "woman", Map.of())).isEqualTo(parts("woman", "woman", Map.of()));
        assertThat(colours(parts("woman", "woman", Map.of("emotion", "sad"))))
                .isEqualTo(colours(parts("woman", "woman", Map.of())));
    }

    @Test
    void two_people_look_different() {
        for (var kind : List.of("person", "man", "woman", "girl", "boy")) {
            assertThat(colours(parts(kind, kind, Map.of())))
                    .as(kind)
                    .isNotEqualTo(colours(parts(kind + "-2", kind, Map.of())));
        }
    }

    @Test
    void a_colour_paints_the_main_thing() {
        assertThat(colours(parts("c", "car", Map.of("colour", "purple"))))
                .contains(CAST.colours().of("purple"));
        assertThat(colours(parts("f", "fox", Map.of("colour", "white"))))
                .contains(CAST.colours().of("white"));
        assertThat(colours(parts("w", "woman", Map.of("wears", "green hat"))))
                .contains(CAST.colours().of("green"));
    }

    @Test
    void a_change_of_colour_passes_through_the_middle() {
        var red = look("b", "ball", Map.of("colour", "black"));
        var blue = red.with("colour", "white");
        var half = CAST.figure("ball", null)
                .parts(red.between(blue, 0.5), STAND)
                .getFirst()
                .colour();
        assertThat(half & 0xFF).isBetween(0x70, 0xB0);
        assertThat(red.between(blue, 0)).isEqualTo(red);
        assertThat(red.between(blue, 1)).isEqualTo(blue);
    }

    @Test
    void size_scales_the_whole_figure_and_its_change_is_gradual() {
        var plain = look("b", "box", Map.of());
        var huge = plain.with("size", "huge");
        assertThat(huge.scale()).isEqualTo(2);
        assertThat(plain.between(huge, 0.5).scale()).isEqualTo(1.5);
        var box = CAST.figure("box", null);
        assertThat(box.socket("top", huge, STAND).y())
                .isEqualTo(2 * box.socket("top", plain, STAND).y());
    }

    @Test
    void emotions_change_the_face() {
        var faces = List.of("happy", "sad", "angry", "surprised", "scared").stream()
                .map(emotion -> decals(parts("m", "man", Map.of("emotion", emotion))))
                .collect(Collectors.toSet());
        assertThat(faces).hasSize(5).doesNotContain(decals(parts("m", "man", Map.of())));
    }

    private static List<Part> decals(List<Part> parts) {
        return parts.stream().filter(part -> part.finish() == Finish.DECAL).toList();
    }

    @Test
    void a_lamp_glows_when_it_is_on_and_not_when_it_is_off() {
        assertThat(parts("l", "lamp", Map.of("brightness", "on"))).anyMatch(p -> p.finish() == Finish.GLOWING);
        assertThat(parts("l", "lamp", Map.of("brightness", "off"))).noneMatch(p -> p.finish() == Finish.GLOWING);
    }

    @Test
    void colour_words_are_known_with_their_shades() {
        for (var word : List.of(
                "red",
                "orange",
                "yellow",
                "golden",
                "green",
                "blue",
                "purple",
                "pink",
                "brown",
                "black",
                "white",
                "grey",
                "silver",
                "beige",
                "cyan",
                "light-blue",
                "dark-green")) {
            assertThat(CAST.colours().of(word)).as(word).isNotNull();
        }
        assertThat(CAST.colours().of("table")).isNull();
    }

    @Test
    void every_colour_slot_of_every_kind_is_defined() {
        for (var kind : CAST.kinds()) {
            for (var age : List.of("young", "old")) {
                var colours = colours(parts(
                        kind,
                        kind,
                        Map.of(
                                "age",
                                age,
                                "wears",
                                "hat, cap, glasses, sunglasses, helmet, scarf, coat, jacket, suit, tie, dress,"
                                        + " skirt, apron, mask, crown")));
                assertThat(colours).as(kind).doesNotContain(0xFFFF00FF);
            }
        }
    }
}
