package dev.shotwright.providers.jimeng;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Signature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Volcano Engine's signature, HMAC-SHA256 over method, query, four headers and body (its documents call it V4). */
final class VolcanoSignature implements Signature {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String PLACE = "/cn-north-1/cv/request";
    private static final String SIGNED = "content-type;host;x-content-sha256;x-date";

    private final String access;
    private final String secret;

    VolcanoSignature(String access, String secret) {
        this.access = access;
        this.secret = secret;
    }

    @Override
    public Call signed(Call call, Instant now) {
        var time = TIME.format(now);
        var hash = hex(sha256(call.body()));
        var type = call.headers().getOrDefault("Content-Type", "application/json");
        var canonical = String.join(
                "\n",
                call.method(),
                path(call.address()),
                query(call.address()),
                "content-type:" + type,
                "host:" + call.address().getAuthority(),
                "x-content-sha256:" + hash,
                "x-date:" + time,
                "",
                SIGNED,
                hash);
        var scope = time.substring(0, 8) + PLACE;
        var text = String.join("\n", "HMAC-SHA256", time, scope, hex(sha256(bytes(canonical))));
        var authorization = "HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(access, scope, SIGNED, hex(hmac(key(scope), text)));
        return call.with("Content-Type", type)
                .with("X-Date", time)
                .with("X-Content-Sha256", hash)
                .with("Authorization", authorization);
    }

    @Override
    public List<String> secrets() {
        return List.of(secret, access);
    }

    private static String path(URI address) {
        return address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    }

    private static String query(URI address) {
        return address.getRawQuery() == null
                ? ""
                : Stream.of(address.getRawQuery().split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private byte[] key(String scope) {
        var key = bytes(secret);
        for (var part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
