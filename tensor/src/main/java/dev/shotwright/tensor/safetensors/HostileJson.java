package dev.shotwright.tensor.safetensors;

import java.io.Reader;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** JSON from strangers, read token by token within limits. */
final class HostileJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNameLength(4096)
                    .maxNumberLength(40)
                    .maxStringLength(16 << 20)
                    .maxDocumentLength(Header.LONGEST)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private HostileJson() {}

    static <T> T read(Reader text, Object origin, Function<JsonParser, T> reading) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return reading.apply(parser);
        } catch (JacksonException e) {
            throw Refusal.broken(origin, "broken JSON: " + e.getOriginalMessage(), e);
        }
    }
}
