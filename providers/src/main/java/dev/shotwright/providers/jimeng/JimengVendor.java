package dev.shotwright.providers.jimeng;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.CardShelf;
import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.card.ModelCard;
import java.net.URI;
import java.util.List;

/** Jimeng, by the keys of a Volcano Engine account. */
public final class JimengVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(JimengVendor.class, "3.0-pro", "3.0-1080p", "3.0", "l2.0");

    @Override
    public String name() {
        return "jimeng";
    }

    @Override
    public String title() {
        return "Jimeng";
    }

    @Override
    public URI address() {
        return URI.create("https://visual.volcengineapi.com");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("VOLC_ACCESSKEY", "VOLC_SECRETKEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = new VolcanoSignature(keys.getFirst(), keys.getLast());
        return new JimengAccount(new Line(title(), signature, patience, waiting), address);
    }
}
