package dev.shotwright.world.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.scene.Angle;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconTest {
    private static final Set<String> FAMILIES = Set.of(
            "person",
            "animal",
            "bird",
            "fish",
            "vehicle",
            "plant",
            "building",
            "furniture",
            "prop",
            "food",
            "landform");
    private static final Set<String> SETTINGS = Set.of(
            "plain",
            "room",
            "kitchen",
            "bedroom",
            "bathroom",
            "office",
            "classroom",
            "shop",
            "restaurant",
            "street",
            "city",
            "park",
            "garden",
            "forest",
            "field",
            "meadow",
            "snowfield",
            "desert",
            "beach",
            "sea",
            "underwater",
            "river",
            "lake",
            "mountain",
            "village",
            "farm",
            "stable",
            "temple-court",
            "stage",
            "playground",
            "stadium",
            "sky",
            "space",
            "factory",
            "library",
            "hospital",
            "train-station",
            "road");

    @Test
    void the_kinds_and_their_families_are_those_of_the_cast() {
        var cast = Cast.standard();
        var drawn = new HashMap<String, String>();
        cast.kinds().forEach(kind -> drawn.put(kind, cast.figure(kind, null).family()));
        var known = new HashMap<String, String>();
        for (var line : LexiconLine.read("kinds.txt")) {
            line.english().forEach(kind -> known.put(kind, line.section()));
        }

        assertThat(known).isEqualTo(drawn);
    }

    @ParameterizedTest
    @CsvSource({
        "desk, 书桌, desk",
        "oven, 烤箱, stove",
        "washing machine, 洗衣机, washing-machine",
        "bathtub, 浴缸, bathtub",
        "lighthouse, 灯塔, lighthouse",
        "windmill, 风车, windmill",
        "kettle, 水壶, teapot",
        "pan, 平底锅, pan",
        "bucket, 水桶, bucket",
        "trumpet, 小号, trumpet",
        "tomb, 古墓, tombstone",
        "microwave, 微波炉, microwave",
        "coffee grinder, 咖啡研磨机, coffee-grinder",
        "milk, 牛奶, bottle",
        "curtain, 窗帘, fabric",
        "Li Yang, 李阳, man"
    })
    void a_noun_has_the_kind_that_looks_most_like_it_in_both_languages(String english, String chinese, String kind) {
        assertThat(kinds("A " + english + " in the rain.")).containsExactly(kind);
        assertThat(kinds("雨中的" + chinese)).containsExactly(kind);
    }

    private static List<String> kinds(String prompt) {
        return PromptParser.standard().parse(prompt).shots().getFirst().subjects().stream()
                .map(Scene.Subject::kind)
                .toList();
    }

    @Test
    void every_action_is_one_of_the_cast() {
        var actions = Cast.standard().actions();

        for (var line : LexiconLine.read("verbs.txt")) {
            assertThat(actions).as(line.place()).contains(line.meaning());
            var passive = line.value("passive");
            if (!passive.isEmpty()) {
                assertThat(actions).as(line.place()).contains(passive);
            }
        }
    }

    @Test
    void every_noun_has_a_family_and_every_place_a_setting() {
        for (var file : Lexicon.NOUNS) {
            for (var line : LexiconLine.read(file)) {
                assertThat(line.english().size() + line.chinese().size())
                        .as(line.place())
                        .isPositive();
                switch (line.section()) {
                    case "place" ->
                        assertThat(SETTINGS)
                                .as(line.place())
                                .contains(
                                        line.meaning().isEmpty()
                                                ? line.english().getFirst()
                                                : line.meaning());
                    case "part", "abstract", "scenery", "clothing" ->
                        assertThat(line.english()).as(line.place()).isNotEmpty();
                    default -> assertThat(FAMILIES).as(line.place()).contains(line.section());
                }
                var family = line.value("family");
                assertThat(family.isEmpty() || FAMILIES.contains(family))
                        .as(line.place())
                        .isTrue();
            }
        }
    }

    @Test
    void every_feature_has_a_word_of_the_scene_language() {
        for (var line : LexiconLine.read("features.txt")) {
            switch (line.section()) {
                case "time" -> Spelled.parse(TimeOfDay.class, line.place(), line.meaning());
                case "weather" -> Spelled.parse(Weather.class, line.place(), line.meaning());
                case "style" -> Spelled.parse(Style.class, line.place(), line.meaning());
                case "size" -> Spelled.parse(ShotSize.class, line.place(), line.meaning());
                case "angle" -> Spelled.parse(Angle.class, line.place(), line.meaning());
                default -> assertThat(line.meaning()).as(line.place()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verbs.txt", "qualities.txt", "grammar.txt", "features.txt", "camera.txt"})
    void no_word_stands_twice_for_one_meaning(String file) {
        assertThat(doubles(List.of(file))).isEmpty();
    }

    @Test
    void no_noun_stands_twice() {
        assertThat(doubles(Lexicon.NOUNS)).isEmpty();
    }

    @Test
    void the_lexicons_are_broad() {
        var nouns = new HashSet<String>();
        for (var file : Lexicon.NOUNS) {
            LexiconLine.read(file).forEach(line -> nouns.addAll(line.english()));
        }
        var verbs = new HashSet<String>();
        LexiconLine.read("verbs.txt").forEach(line -> verbs.addAll(line.english()));

        assertThat(nouns).hasSizeGreaterThan(1500);
        assertThat(verbs).hasSizeGreaterThan(500);
        assertThat(Spelled.words(Speed.class)).hasSize(3);
    }

    /** The words that stand twice for one meaning; a noun may have one meaning only. */
    private static List<String> doubles(List<String> files) {
        var doubles = new ArrayList<String>();
        Map<String, String> first = new HashMap<>();
        for (var file : files) {
            for (var line : LexiconLine.read(file)) {
                var scope = files.size() > 1 ? "" : line.section() + "/" + line.meaning();
                var words = new ArrayList<>(line.english());
                line.chinese().forEach(word -> words.add(word.replaceAll("=.*", "")));
                for (var word : words) {
                    var before = first.put(scope + "/" + word, line.place());
                    if (before != null) {
                        doubles.add(word + ": " + before + " and " + line.place());
                    }
                }
            }
        }
        return doubles;
    }
}
