package dev.shotwright.providers.openai;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.CardShelf;
import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.providers.transport.Signature;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import java.net.URI;
import java.util.List;

/** Any server that speaks OpenAI's dialect, at an address that the user names. */
public final class OpenAiVendor implements Vendor {
    private static final String CLOSED = "api.openai.com";

    private final CardShelf shelf = CardShelf.beside(OpenAiVendor.class, "sora-2");

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String title() {
        return "OpenAI's dialect";
    }

    @Override
    public URI address() {
        return URI.create("https://" + CLOSED + "/v1");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("OPENAI_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    /** @throws ShotwrightException if the address is that of the service that has closed */
    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        if (CLOSED.equals(address.getHost())) {
            throw ShotwrightException.invalid(
                    "address",
                    address,
                    "the address of a server that speaks OpenAI's dialect; OpenAI closed its own on 2026-09-24");
        }
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new OpenAiAccount(new Line(title(), signature, patience, waiting), address);
    }
}
