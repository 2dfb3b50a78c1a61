package dev.shotwright.providers.account;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The cards that lie beside a vendor's class, one file each. */
public final class CardShelf {
    private CardShelf() {}

    /** @param names the files without {@code .yaml}; each is the part of its model's name after the slash */
    public static List<ModelCard> beside(Class<?> vendor, String... names) {
        return Stream.of(names).map(name -> card(vendor, name)).toList();
    }

    private static ModelCard card(Class<?> vendor, String name) {
        var file = name + ".yaml";
        try (var stream = vendor.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IOException(file + " is not on the class path");
            }
            return Documents.yaml().read(ModelCard.class, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.INTERNAL, null, "the card of " + name + " cannot be read", e);
        }
    }
}
