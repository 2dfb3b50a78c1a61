package dev.shotwright.providers.siliconflow;

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

/** SiliconFlow, which runs open models; outside China at {@code https://api.siliconflow.com/v1}. */
public final class SiliconFlowVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(SiliconFlowVendor.class, "wan-2.2-t2v", "wan-2.2-i2v");

    @Override
    public String name() {
        return "siliconflow";
    }

    @Override
    public String title() {
        return "SiliconFlow";
    }

    @Override
    public URI address() {
        return URI.create("https://api.siliconflow.cn/v1");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("SILICONFLOW_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new SiliconFlowAccount(new Line(title(), signature, patience, waiting), address);
    }
}
