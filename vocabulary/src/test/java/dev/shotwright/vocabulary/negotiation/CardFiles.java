package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The cards among the test resources. */
public final class CardFiles {
    private CardFiles() {}

    public static ModelCard read(String name) {
        try (var file = Objects.requireNonNull(CardFiles.class.getResourceAsStream("/cards/" + name + ".yaml"), name)) {
            return Documents.yaml().read(ModelCard.class, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
