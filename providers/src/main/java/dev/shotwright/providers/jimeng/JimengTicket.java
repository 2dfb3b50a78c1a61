package dev.shotwright.providers.jimeng;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A draw's name, {@code jimeng_t2v_v30/7392…}: the vendor must be told both to be asked, and the label of the file too where one
 * is wanted, since it is written when the clip is asked for.
 *
 * @param label what the file is labelled with, as JSON; null for no label
 */
record JimengTicket(String key, String id, @Nullable String label) {

    static JimengTicket parse(String text) {
        var parts = text.split("/", 3);
        if (parts.length == 1) {
            return new JimengTicket("jimeng_t2v_v30", text, null);
        }
        return new JimengTicket(parts[0], parts[1], parts.length == 2 ? null : label(parts[2]));
    }

    private static @Nullable String label(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return key + "/" + id + (label == null ? "" : "/" + encoded(label));
    }

    private static String encoded(String label) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(label.getBytes(StandardCharsets.UTF_8));
    }
}
