package dev.shotwright.engine.wan;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The cards of the Wan 2.1 models. */
public final class WanCards {
    private static final List<String> MODELS = List.of(
            "wan2.1-t2v-1.3b", "wan2.1-t2v-14b", "wan2.1-i2v-14b-480p", "wan2.1-i2v-14b-720p", "wan2.1-flf2v-14b-720p");

    private WanCards() {}

    /** All of them. */
    public static List<ModelCard> all() {
        return MODELS.stream().map(WanCards::card).toList();
    }

    /** The card of a checkpoint that has no name of its own: what its kind of model can do. */
    public static ModelCard unnamed(WanKind kind, String title) {
        var like = card(
                switch (kind) {
                    case TEXT -> "wan2.1-t2v-1.3b";
                    case FIRST_FRAME -> "wan2.1-i2v-14b-480p";
                    case FIRST_AND_LAST_FRAME -> "wan2.1-flf2v-14b-720p";
                });
        return new ModelCard(
                "checkpoint",
                title,
                like.vendor(),
                null,
                like.sources(),
                like.checked(),
                null,
                null,
                like.limits(),
                like.modes(),
                like.options(),
                like.tariff(),
                null);
    }

    private static ModelCard card(String model) {
        var file = model + ".yaml";
        try (var stream = WanCards.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IOException(file + " is not on the class path");
            }
            return Documents.yaml().read(ModelCard.class, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.INTERNAL, null, "the card of " + model + " cannot be read", e);
        }
    }
}
