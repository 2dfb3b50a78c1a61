package dev.shotwright.providers.kling;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Signature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.JsonNodeFactory;

/** A JSON Web Token (RFC 7519, HS256) from an access and a secret key; it is renewed before its half hour is over. */
final class KlingToken implements Signature {
    private static final Duration VALID = Duration.ofMinutes(30);
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(25);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String access;
    private final String secret;
    private String token = "";
    private Instant made = Instant.MIN;

    KlingToken(String access, String secret) {
        this.access = access;
        this.secret = secret;
    }

    @Override
    public Call signed(Call call, Instant now) {
        return call.with("Authorization", "Bearer " + token(now));
    }

    @Override
    public synchronized List<String> secrets() {
        return token.isEmpty() ? List.of(secret, access) : List.of(token, secret, access);
    }

    synchronized String token(Instant now) {
        if (token.isEmpty() || now.isBefore(made) || !now.isBefore(made.plus(RENEWED_AFTER))) {
            token = fresh(now);
            made = now;
        }
        return token;
    }

    private String fresh(Instant now) {
        var header = JsonNodeFactory.instance.objectNode().put("alg", "HS256").put("typ", "JWT");
        var claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", access)
                .put("exp", now.plus(VALID).getEpochSecond())
                .put("nbf", now.minus(CLOCKS_DIFFER).getEpochSecond());
        var text = encoded(header.toString()) + "." + encoded(claims.toString());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
