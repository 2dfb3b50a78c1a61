package dev.shotwright.providers.tencent;

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

/** Tencent's TokenHub. */
public final class TencentVendor implements Vendor {
    private static final KeyForm KEY = KeyForm.of("TENCENT_TOKENHUB_API_KEY");

    private final CardShelf shelf = CardShelf.beside(TencentVendor.class, "hy-video-1.5", "yt-video-2.0");

    @Override
    public String name() {
        return "tencent";
    }

    @Override
    public String title() {
        return "Tencent TokenHub";
    }

    @Override
    public URI address() {
        return URI.create("https://tokenhub.tencentmaas.com");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KEY);
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new TokenHubAccount(new Line(title(), signature, patience, waiting), address, form);
    }
}
