package dev.shotwright.providers.vidu;

import dev.shotwright.providers.account.Push;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Vidu's callbacks: HMAC-SHA256 with the key of the account over the address and some headers. The body is not
 * covered. Whether the query is sorted first is not documented, so both orders are taken.
 */
final class ViduCallback {
    private static final String ALGORITHM = "HmacSHA256";

    private ViduCallback() {}

    static boolean isSigned(Push push, String key) {
        if (!push.header("X-HMAC-ALGORITHM").equalsIgnoreCase("hmac-sha256")) {
            return false;
        }
        try {
            var claimed = Base64.getDecoder().decode(push.header("X-HMAC-SIGNATURE"));
            return Stream.of(push.query(), sorted(push.query()))
                    .anyMatch(query -> MessageDigest.isEqual(claimed, signature(text(push, query), key)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String sorted(String query) {
        return Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private static String text(Push push, String query) {
        var headers = Arrays.stream(push.header("X-HMAC-SIGNED-HEADERS").split(";", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name + ":" + push.header(name) + "\n")
                .collect(Collectors.joining());
        return String.join(
                        "\n",
                        push.method(),
                        push.path(),
                        query,
                        push.header("X-HMAC-ACCESS-KEY"),
                        push.header("Date"),
                        "")
                + headers;
    }

    private static byte[] signature(String text, String key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
