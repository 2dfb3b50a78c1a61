package dev.shotwright.providers.ark;

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

/** Volcano Engine Ark, and BytePlus ModelArk at another address. */
public final class ArkVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(
            ArkVendor.class,
            "seedance-2.5",
            "seedance-2.0",
            "seedance-2.0-fast",
            "seedance-2.0-mini",
            "seedance-1.5-pro",
            "seedance-1.0-pro",
            "seedance-1.0-pro-fast",
            "seedance-1.0-lite-t2v",
            "seedance-1.0-lite-i2v",
            "seaweed");

    @Override
    public String name() {
        return "ark";
    }

    @Override
    public String title() {
        return "Volcano Engine Ark";
    }

    @Override
    public URI address() {
        return URI.create("https://ark.cn-beijing.volces.com/api/v3");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("ARK_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new ArkAccount(new Line(title(), signature, patience, waiting), address);
    }
}
