package dev.shotwright.providers.tencent;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Signature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tencent Cloud's signature of version 3, {@code TC3-HMAC-SHA256}, of calls that post JSON to the root of VCLM. */
final class Tc3Signature implements Signature {
    static final String TYPE = "application/json; charset=utf-8";
    private static final String METHOD = "TC3-HMAC-SHA256";
    private static final String SERVICE = "vclm";
    private static final String SIGNED = "content-type;host;x-tc-action";

    private final String id;
    private final String key;

    Tc3Signature(String id, String key) {
        this.id = id;
        this.key = key;
    }

    @Override
    public Call signed(Call call, Instant now) {
        var time = String.valueOf(now.getEpochSecond());
        var date = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        var scope = "%s/%s/tc3_request".formatted(date, SERVICE);
        var action = Objects.requireNonNull(call.headers().get("X-TC-Action"));
        var canonical = "POST\n/\n\ncontent-type:%s\nhost:%s\nx-tc-action:%s\n\n%s\n%s"
                .formatted(
                        TYPE,
                        call.address().getRawAuthority(),
                        action.toLowerCase(Locale.ROOT),
                        SIGNED,
                        digest(call.body()));
        var text = "%s\n%s\n%s\n%s".formatted(METHOD, time, scope, digest(bytes(canonical)));
        var dated = mac(bytes("TC3" + key), date);
        var signature = HexFormat.of().formatHex(mac(mac(mac(dated, SERVICE), "tc3_request"), text));
        return call.with("X-TC-Timestamp", time)
                .with(
                        "Authorization",
                        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                                .formatted(METHOD, id, scope, SIGNED, signature));
    }

    @Override
    public List<String> secrets() {
        return List.of(key, id);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
