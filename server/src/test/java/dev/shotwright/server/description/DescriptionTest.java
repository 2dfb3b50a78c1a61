package dev.shotwright.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class DescriptionTest {
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(tools.jackson.databind.cfg.JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    /** Mend with {@code -Ddocumentation=write}, and look at the difference. */
    @Test
    void the_committed_description_is_that_of_the_service() throws IOException {
        var file = Path.of("..", "docs", "openapi.json");
        try (var stage = Stage.open()) {
            var described = stage.stranger().get("/api/v1/openapi.json").text().replace(stage.address(), "/");
            var text = SORTED.writeValueAsString(SORTED.readTree(described)) + "\n";
            if ("write".equals(System.getProperty("documentation"))) {
                Files.writeString(file, text);
            }
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }
}
