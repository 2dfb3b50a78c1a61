package dev.shotwright.providers.vidu;

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

/** Vidu in China; the international platform is at {@code https://api.vidu.com/ent/v2}, with keys of its own. */
public final class ViduVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(
            ViduVendor.class,
            "q3-pro",
            "q3-turbo",
            "q3-pro-fast",
            "q3",
            "q3-mix",
            "q2",
            "q2-pro",
            "q2-turbo",
            "q2-pro-fast",
            "q2-pro-extend",
            "q2-turbo-extend",
            "q2-pro-multiframe",
            "q2-turbo-multiframe",
            "q1",
            "q1-classic",
            "2.0",
            "1.5",
            "template",
            "template-story");

    @Override
    public String name() {
        return "vidu";
    }

    @Override
    public String title() {
        return "Vidu";
    }

    @Override
    public URI address() {
        return URI.create("https://api.vidu.cn/ent/v2");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("VIDU_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var key = keys.getFirst();
        var signature = Signature.header("Authorization", "Token ", key);
        return new ViduAccount(new Line(title(), signature, patience, waiting), address, key);
    }
}
