package dev.shotwright.providers.runway;

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

/** Runway, with models of its own and of others. */
public final class RunwayVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(
            RunwayVendor.class,
            "gen-4.5",
            "gen-4-turbo",
            "aleph-2",
            "veo-3.1",
            "veo-3.1-fast",
            "veo-3",
            "seedance-2",
            "seedance-2-fast",
            "seedance-2-mini",
            "happyhorse-1.0",
            "gemini-omni-flash",
            "act-two",
            "upscale",
            "router");

    @Override
    public String name() {
        return "runway";
    }

    @Override
    public String title() {
        return "Runway";
    }

    @Override
    public URI address() {
        return URI.create("https://api.dev.runwayml.com/v1");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("RUNWAYML_API_SECRET"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new RunwayAccount(new RunwayLine(new Line(title(), signature, patience, waiting), address));
    }
}
