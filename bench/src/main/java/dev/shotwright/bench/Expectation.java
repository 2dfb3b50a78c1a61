package dev.shotwright.bench;

import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in two languages with what somebody who understands it would say of it.
 *
 * @param category {@code camera}, {@code spatial}, {@code order} or {@code change}
 * @param en the prompt in English
 * @param zh the prompt in Chinese
 */
record Expectation(String category, String en, String zh, Answer expect) {

    /**
     * The answer, of which each category uses its part.
     *
     * @param camera the movement of the camera
     * @param subject the one that moves
     * @param object the one that it moves around
     * @param from the relation, or the word of the attribute, before
     * @param to the relation, or the word of the attribute, after
     * @param actions how many actions follow one another
     */
    record Answer(
            @Nullable String camera,
            @Nullable String subject,
            @Nullable String object,
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer actions) {}

    /** The prompt in a language, {@code en} or {@code zh}. */
    String prompt(String language) {
        return language.equals("zh") ? zh : en;
    }

    /** The development set, every second prompt of VBench-2.0's; see NOTICE. */
    static List<Expectation> developmentSet() {
        try (var in = Expectation.class.getResourceAsStream("understanding.jsonl")) {
            if (in == null) {
                throw new IllegalStateException("understanding.jsonl is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads JSON lines. */
    static List<Expectation> parse(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Documents.json().read(Expectation.class, line))
                .toList();
    }
}
