package dev.shotwright.providers.tencent;

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

/** Tencent's VCLM, an interface of Tencent Cloud's, which has an address and keys of its own. */
public final class VclmVendor implements Vendor {
    private static final KeyForm SECRETS = KeyForm.of("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY");

    private final CardShelf shelf = CardShelf.beside(VclmVendor.class, "hunyuan-video");

    @Override
    public String name() {
        return "tencent-vclm";
    }

    @Override
    public String title() {
        return "Tencent VCLM";
    }

    @Override
    public URI address() {
        return URI.create("https://vclm.tencentcloudapi.com");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(SECRETS);
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var signature = new Tc3Signature(keys.getFirst(), keys.getLast());
        return new VclmAccount(new Line(title(), signature, patience, waiting), address, form);
    }
}
