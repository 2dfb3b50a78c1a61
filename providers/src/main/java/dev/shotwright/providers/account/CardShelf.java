package dev.shotwright.providers.account;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cards that lie beside a vendor's class, one file each, read when they are first asked for. */
public final class CardShelf {
    private final Class<?> vendor;
    private final List<String> names;
    private volatile @Nullable List<ModelCard> cards;

    private CardShelf(Class<?> vendor, List<String> names) {
        this.vendor = vendor;
        this.names = names;
    }

    /** @param names the files without {@code .yaml}; each is the part of its model's name after the slash */
    public static CardShelf beside(Class<?> vendor, String... names) {
        return new CardShelf(vendor, List.of(names));
    }

    public List<ModelCard> cards() {
        var read = cards;
        if (read == null) {
            synchronized (this) {
                read = cards;
                if (read == null) {
                    read = names.stream().map(this::card).toList();
                    cards = read;
                }
            }
        }
        return read;
    }

    private ModelCard card(String name) {
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
