package dev.shotwright.server.videos;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The name under which a dialect's submission finds its first one. Official clients send no idempotency key but ask again by
 * themselves when an answer was lost, some under the same request id: within a quarter of an hour the same id with the same
 * content is the same submission.
 */
public final class Repetition {
    private static final long WINDOW = Duration.ofMinutes(15).toSeconds();

    private Repetition() {}

    /**
     * @param key the idempotency key, which goes before
     * @param requestId what the client calls the request
     * @return absent where nothing says that two submissions are one
     */
    public static @Nullable String name(@Nullable String key, @Nullable String requestId, String sent, Instant now) {
        if (key != null) {
            return key;
        }
        return requestId == null
                ? null
                : "request %s %d".formatted(Reception.hash(requestId + "\n" + sent), now.getEpochSecond() / WINDOW);
    }
}
