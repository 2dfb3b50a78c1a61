package dev.shotwright.world.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.SceneText;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed gives a scene that can be written and read back. */
class AnyPromptTest {
    private final PromptParser parser = PromptParser.standard();

    private void assertScene(String prompt) {
        var scene = parser.parse(prompt);
        assertThat(SceneText.json().read(SceneText.json().write(scene)))
                .as(prompt)
                .isEqualTo(scene);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\n\t",
                "。。。！？",
                "...!?;;,,",
                "🦊🎬🎥 🎉",
                "\u0000\u0001\u0007\u001b[31m",
                "'''''",
                "\"\"\"“”「」",
                "''s 's s' '",
                "1 2 3 45 6.7 8% 9999999999999999",
                "the the the a an of of of to to from",
                "的的的了了着过在在把被给从到",
                "从从从变成变成到",
                "then then suddenly then",
                "然后突然然后突然",
                "and and and and",
                "it it it they he she",
                "它它他她他们",
                "Shot 1: Shot 2: Shot 3:",
                "镜头一镜头二",
                "0 seconds -5s 99999 seconds",
                "他说“",
                "Ω≈ç√ ∫ ĀĒĪ кошка бежит 猫が走る 고양이",
                "\uD83D",
                "a\u0301 e\u0308"
            })
    void odd_prompts_give_a_scene(String prompt) {
        assertScene(prompt);
    }

    @Test
    void the_longest_prompt_gives_a_scene() {
        assertScene("a red dog runs to the left of a table, then ".repeat(430));
        assertScene("一只狗跑到桌子左边，然后".repeat(1600));
        assertScene("词".repeat(PromptParser.LONGEST));
        assertScene("b ".repeat(PromptParser.LONGEST / 2));
    }

    @Test
    void salads_of_known_words_give_scenes() {
        var words = words();
        var random = new SplittableRandom(7);
        for (var i = 0; i < 3000; i++) {
            var salad = new StringBuilder();
            var length = 1 + random.nextInt(25);
            for (var j = 0; j < length; j++) {
                salad.append(words.get(random.nextInt(words.size())))
                        .append(random.nextInt(3) == 0 ? "" : random.nextInt(9) == 0 ? ", " : " ");
            }
            assertScene(salad.toString());
        }
    }

    @Test
    void salads_of_characters_give_scenes() {
        var random = new SplittableRandom(11);
        for (var i = 0; i < 1000; i++) {
            var salad = new StringBuilder();
            var length = random.nextInt(120);
            for (var j = 0; j < length; j++) {
                salad.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(96)));
            }
            assertScene(salad.toString());
        }
    }

    @Test
    void the_same_prompt_gives_the_same_scene() {
        for (var word : words()) {
            Scene once = parser.parse(word);
            assertThat(parser.parse(word)).isEqualTo(once);
        }
    }

    private static List<String> words() {
        var words = new ArrayList<String>();
        var files = new ArrayList<>(Lexicon.NOUNS);
        files.addAll(List.of("verbs.txt", "qualities.txt", "grammar.txt", "features.txt", "camera.txt"));
        for (var file : files) {
            for (var line : LexiconLine.read(file)) {
                words.addAll(line.english());
                line.chinese().forEach(word -> words.add(word.replaceAll("=.*", "")));
            }
        }
        return words;
    }
}
