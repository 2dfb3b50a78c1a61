package dev.shotwright.providers.dashscope;

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

/** Alibaba's DashScope, in Beijing; other regions have addresses and keys of their own. */
public final class DashScopeVendor implements Vendor {
    private final CardShelf shelf = CardShelf.beside(
            DashScopeVendor.class,
            "wan-3.0",
            "wan-3.0-prime",
            "wan-2.7-t2v",
            "wan-2.7-i2v",
            "wan-2.7-r2v",
            "wan-2.7-videoedit",
            "wan-2.6-t2v",
            "wan-2.6-i2v",
            "wan-2.6-r2v",
            "wan-2.5-t2v",
            "wan-2.5-i2v",
            "wan-2.2-t2v-plus",
            "wan-2.2-i2v-plus",
            "wan-2.2-kf2v-flash",
            "wan-2.2-s2v",
            "wan-2.1-t2v-plus",
            "wan-2.1-t2v-turbo",
            "wan-2.1-i2v-plus",
            "wan-2.1-i2v-turbo",
            "wan-2.1-kf2v-plus");

    @Override
    public String name() {
        return "dashscope";
    }

    @Override
    public String title() {
        return "Alibaba DashScope";
    }

    @Override
    public URI address() {
        return URI.create("https://dashscope.aliyuncs.com/api/v1");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KeyForm.of("DASHSCOPE_API_KEY"));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new DashScopeAccount(new Line(title(), signature, patience, waiting), address);
    }
}
