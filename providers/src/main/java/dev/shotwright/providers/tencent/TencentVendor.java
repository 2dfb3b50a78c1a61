package dev.shotwright.providers.tencent;

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

/** Tencent Cloud. A key of TokenHub opens TokenHub's models, a pair of secrets those of VCLM, which has an address of its own. */
public final class TencentVendor implements Vendor {
    private static final URI TOKEN_HUB = URI.create("https://tokenhub.tencentmaas.com");
    private static final URI VCLM = URI.create("https://vclm.tencentcloudapi.com");
    private static final KeyForm KEY = KeyForm.of("TENCENT_TOKENHUB_API_KEY");
    private static final KeyForm SECRETS = KeyForm.of("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY");

    @Override
    public String name() {
        return "tencent";
    }

    @Override
    public String title() {
        return "Tencent Cloud";
    }

    @Override
    public URI address() {
        return TOKEN_HUB;
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(KEY, SECRETS);
    }

    @Override
    public List<ModelCard> cards() {
        return CardShelf.beside(TencentVendor.class, "hy-video-1.5", "yt-video-2.0", "hunyuan-video");
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        if (form.equals(SECRETS)) {
            var signature = new Tc3Signature(keys.getFirst(), keys.getLast());
            var line = new Line(title(), signature, patience, waiting);
            return new VclmAccount(line, address.equals(TOKEN_HUB) ? VCLM : address, SECRETS);
        }
        var signature = Signature.header("Authorization", "Bearer ", keys.getFirst());
        return new TokenHubAccount(new Line(title(), signature, patience, waiting), address, KEY);
    }
}
