package dev.shotwright.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Cleaning compared with what {@code fixtures/prompt_cleaning.py} wrote, by ftfy and Python. */
final class PromptCleaningTest {
    private static String cases() throws IOException {
        var other = System.getProperty("prompts");
        if (other != null) {
            return Files.readString(Path.of(other));
        }
        try (var stream = Objects.requireNonNull(PromptCleaningTest.class.getResourceAsStream("cleaning.jsonl"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void every_prompt_is_cleaned_as_the_reference_cleans_it() throws IOException {
        var different = new ArrayList<String>();
        var count = 0;
        for (var line : cases().lines().toList()) {
            var pair = JsonMapper.shared().readTree(line);
            var prompt = pair.get("prompt").asString();
            var cleaned = PromptCleaning.clean(prompt);
            count++;
            if (!cleaned.equals(pair.get("cleaned").asString())) {
                different.add(
                        "%s%n  here %s".formatted(line, JsonMapper.shared().writeValueAsString(cleaned)));
            }
        }
        assertThat(different).as("%d of %d".formatted(different.size(), count)).isEmpty();
        assertThat(count).isGreaterThan(300);
    }

    @Test
    void a_character_without_its_other_half_is_replaced() {
        assertThat(PromptCleaning.clean("a\uD83Db \uDCA9\uD83D c")).isEqualTo("a\uFFFDb \uFFFD\uFFFD c");
    }
}
