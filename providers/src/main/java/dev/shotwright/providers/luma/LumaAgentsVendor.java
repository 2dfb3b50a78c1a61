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

/** Luma by its newer interface, Agents, which has keys of its own. */
public final class LumaAgentsVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(LumaAgentsVendor.class, "ray-3.2", "ray-3.2-reframe");

    @Override
    public String name() {
        return "luma-agents";
    }

    @Override
    public String title() {
        return "Luma Agents";
    }

    @Override
    public URI address() {
        return URI.create("https://agents.lumalabs.ai/v1");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("LUMA_AGENTS_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new AgentsAccount(new Line(title(), signature, patience, waiting), address);
    }
}
