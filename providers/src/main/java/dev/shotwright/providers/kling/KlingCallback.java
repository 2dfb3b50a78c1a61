package dev.shotwright.providers.kling;

import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Callbacks, signed after Standard Webhooks where the user has set a secret. */
final class KlingCallback {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final @Nullable String secret;

    /** @param secret as the console shows it; null where none is set */
    KlingCallback(@Nullable String secret) {
        this.secret = secret;
    }

    Hint hear(Push push, Instant now) {
        if (secret != null && !isGenuine(push, secret, now)) {
            return new Hint.Ignored("its signature is not the vendor's");
        }
        try {
            var task = JsonMapper.shared().readTree(push.text());
            var id = task.path("id").asString(task.path("task_id").asString(""));
            return id.isEmpty() ? new Hint.Ignored("it names no task") : new Hint.Changed(id);
        } catch (JacksonException e) {
            return new Hint.Ignored("it is no JSON");
        }
    }

    private static boolean isGenuine(Push push, String secret, Instant now) {
        var id = push.header("webhook-id");
        var time = push.header("webhook-timestamp");
        if (id.isEmpty() || !time.matches("\\d{1,12}")) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        if (age.abs().compareTo(CLOCKS_DIFFER) > 0) {
            return false;
        }
        byte[] right;
        try {
            right = signature(secret, "%s.%s.%s".formatted(id, time, push.text()))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        var genuine = false;
        for (var given : push.header("webhook-signature").split(" ", -1)) {
            genuine |= MessageDigest.isEqual(right, given.getBytes(StandardCharsets.UTF_8));
        }
        return genuine;
    }

    /** @throws IllegalArgumentException if the secret is not in Base64 */
    private static String signature(String secret, String text) {
        var key = Base64.getDecoder().decode(secret.startsWith("whsec_") ? secret.substring(6) : secret);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
