package dev.shotwright.providers.luma;

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

/** Luma's Dream Machine. */
public final class LumaVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(
            LumaVendor.class, "ray-2", "ray-flash-2", "ray-2-reframe", "ray-flash-2-reframe", "upscale", "add-audio");

    @Override
    public String name() {
        return "luma";
    }

    @Override
    public String title() {
        return "Luma Dream Machine";
    }

    @Override
    public URI address() {
        return URI.create("https://api.lumalabs.ai/dream-machine/v1");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("LUMAAI_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new DreamMachineAccount(new Line(title(), signature, patience, waiting), address);
    }
}
