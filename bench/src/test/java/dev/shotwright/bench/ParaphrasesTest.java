package dev.shotwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.bench.Expectation.Answer;
import dev.shotwright.world.prompt.PromptParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fresh sentences with other words and other forms than the development set's, in the same four categories. */
class ParaphrasesTest {
    private static final double ENOUGH = 0.95;

    @ParameterizedTest
    @CsvSource({
        "camera, en",
        "camera, zh",
        "spatial, en",
        "spatial, zh",
        "order, en",
        "order, zh",
        "change, en",
        "change, zh"
    })
    void nearly_every_paraphrase_is_understood(String category, String language) throws IOException {
        var misses = misses(category, language);
        var all = lines(category).size();

        assertThat(misses.size())
                .as("missed of %d: %s", all, String.join("\n", misses))
                .isLessThanOrEqualTo((int) (all * (1 - ENOUGH)));
        assertThat(all).isGreaterThanOrEqualTo(60);
    }

    static List<String> misses(String category, String language) throws IOException {
        var parser = PromptParser.standard();
        var misses = new ArrayList<String>();
        for (var line : lines(category)) {
            var scene = parser.parse(line.get(language.equals("en") ? 1 : 2));
            if (expectations(line).stream().noneMatch(expected -> Understanding.understood(scene, expected))) {
                misses.add(line.get(language.equals("en") ? 1 : 2) + "  (" + line.get(3) + ")");
            }
        }
        return misses;
    }

    private static List<List<String>> lines(String category) throws IOException {
        try (var in = Objects.requireNonNull(ParaphrasesTest.class.getResourceAsStream("paraphrases.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(category + " "))
                    .map(line -> List.of(line.split(" \\| ", -1)))
                    .toList();
        }
    }

    /** One expectation for each choice among the words that a bar divides. */
    private static List<Expectation> expectations(List<String> line) {
        var choices = List.of(List.<String>of());
        for (var part : line.get(3).strip().split(",", -1)) {
            var longer = new ArrayList<List<String>>();
            for (var choice : choices) {
                for (var word : part.split("\\|", -1)) {
                    var words = new ArrayList<>(choice);
                    words.add(word);
                    longer.add(words);
                }
            }
            choices = List.copyOf(longer);
        }
        return choices.stream()
                .map(words -> new Expectation(line.get(0), line.get(1), line.get(2), answer(line.get(0), words)))
                .toList();
    }

    private static Answer answer(String category, List<String> words) {
        return switch (category) {
            case "camera" -> new Answer(words.getFirst(), null, null, null, null, null);
            case "spatial" -> new Answer(null, words.get(0), words.get(1), words.get(2), words.get(3), null);
            case "order" -> new Answer(null, null, null, null, null, Integer.parseInt(words.getFirst()));
            default -> new Answer(null, null, null, words.get(0), words.get(1), null);
        };
    }
}
