package dev.shotwright.providers.minimax;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.CardShelf;
import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.providers.transport.Signature;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.card.ModelCard;
import java.net.URI;
import java.util.List;

/** MiniMax's Hailuo; the platform in China is at {@code https://api.minimaxi.com}, with keys of its own. */
public final class MiniMaxVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(
            MiniMaxVendor.class,
            "h3",
            "h3-max",
            "2.3",
            "2.3-fast",
            "02",
            "t2v-01",
            "t2v-01-director",
            "i2v-01",
            "i2v-01-director",
            "i2v-01-live",
            "s2v-01");

    @Override
    public String name() {
        return "hailuo";
    }

    @Override
    public String title() {
        return "MiniMax Hailuo";
    }

    @Override
    public URI address() {
        return URI.create("https://api.minimax.io");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("MINIMAX_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new MiniMaxAccount(new Line(title(), signature, patience, waiting), address);
    }
}
