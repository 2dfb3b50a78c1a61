package dev.shotwright.jobs.webhook;

import dev.shotwright.jobs.storage.KeyFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a receiver and the service share: signatures of the Standard Webhooks specification, version 1. */
public final class Secret {
    private static final String PREFIX = "whsec_";

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The secret that a key gives to a purpose. None is stored anywhere. */
    static Secret of(KeyFile key, String purpose) {
        return new Secret(key.sign(purpose.getBytes(StandardCharsets.UTF_8)));
    }

    /** The signature of a message at a time in seconds: {@code v1,} and base 64 of an HMAC-SHA256. */
    String sign(String id, long timestamp, String body) {
        var signed = "%s.%d.%s".formatted(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(KeyFile.of(bytes).sign(signed));
    }

    /** As receivers are given it: {@code whsec_} and base 64 of 32 bytes. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
