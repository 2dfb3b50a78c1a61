package dev.shotwright.providers.kling;

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

/**
 * Kling, in China or, at another address, in Singapore. A pair of access and secret keys opens the first interface alone; the
 * secret of callbacks is set in the vendor's console, and without it callbacks are believed no more than anybody's word.
 */
public final class KlingVendor implements Vendor {
    private static final String KEY = "KLING_API_KEY";
    private static final String ACCESS = "KLING_ACCESS_KEY";
    private static final String SECRET = "KLING_SECRET_KEY";
    private static final String CALLBACKS = "KLING_WEBHOOK_SECRET";

    private final CardShelf shelf = CardShelf.beside(
            KlingVendor.class,
            "3.0",
            "3.0-omni",
            "3.0-turbo",
            "2.6",
            "2.5-turbo",
            "o1",
            "v3",
            "v3-omni",
            "video-o1",
            "v2-6",
            "v2-5-turbo",
            "v2-1-master",
            "v2-1",
            "v2-master",
            "v1-6",
            "v1-5",
            "v1",
            "avatar",
            "lip-sync",
            "effects");

    @Override
    public String name() {
        return "kling";
    }

    @Override
    public String title() {
        return "Kling";
    }

    @Override
    public URI address() {
        return URI.create("https://api-beijing.klingai.com");
    }

    @Override
    public List<KeyForm> keyForms() {
        return List.of(
                KeyForm.of(KEY, CALLBACKS),
                KeyForm.of(KEY),
                KeyForm.of(ACCESS, SECRET, CALLBACKS),
                KeyForm.of(ACCESS, SECRET));
    }

    @Override
    public List<ModelCard> cards() {
        return shelf.cards();
    }

    @Override
    public Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting) {
        var pair = form.names().getFirst().equals(ACCESS);
        var signature = pair
                ? new KlingToken(keys.getFirst(), keys.get(1))
                : Signature.header("Authorization", "Bearer ", keys.getFirst());
        var line = new Line(title(), signature, patience, waiting);
        var secret = form.names().getLast().equals(CALLBACKS) ? keys.getLast() : null;
        return new KlingAccount(
                line, address, pair ? KlingAccount.Reach.FIRST : KlingAccount.Reach.BOTH, new KlingCallback(secret));
    }
}
