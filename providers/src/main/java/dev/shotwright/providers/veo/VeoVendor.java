package dev.shotwright.providers.veo;

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

/** Google Veo by the Gemini API. */
public final class VeoVendor implements Vendor {
    private final CardShelf shelf =
            CardShelf.beside(VeoVendor.class, "veo-3.1", "veo-3.1-fast", "veo-3.1-lite", "veo-3.0", "veo-3.0-fast");

    @Override
    public String name() {
        return "veo";
    }

    @Override
    public String title() {
        return "Google Veo";
    }

    @Override
    public URI address() {
        return URI.create("https://generativelanguage.googleapis.com/v1beta");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("GEMINI_API_KEY"), KeyForm.of("GOOGLE_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("x-goog-api-key", "", keys.getFirst());
        return new VeoAccount(new Line(title(), signature, patience, waiting), address);
    }
}
