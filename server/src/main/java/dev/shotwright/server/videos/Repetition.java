package dev.shotwright.server.videos;

import dev.shotwright.jobs.queue.Jobs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name under which a dialect's submission finds its first one. Official clients send no idempotency key but ask again by
 * themselves when an answer was lost, some under the same request id: for a quarter of an hour the same id with the same
 * content is the same submission.
 */
public final class Repetition {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Jobs jobs;
    private final InstantSource clock;

    public Repetition(Jobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * The name of a submission. What may repeat something of the span of time before has the name that it had then.
     *
     * @param key the idempotency key, which goes before
     * @param requestId what the client calls the request
     * @return absent where nothing says that two submissions are one
     */
    public @Nullable String name(UUID account, @Nullable String key, @Nullable String requestId, String sent) {
        if (key != null || requestId == null) {
            return key;
        }
        var hash = Reception.hash(requestId + "\n" + sent);
        var now = clock.instant();
        var span = now.getEpochSecond() / WINDOW.toSeconds();
        var before = name(hash, span - 1);
        var first = jobs.submitted(account, before);
        return first != null && first.plus(WINDOW).isAfter(now) ? before : name(hash, span);
    }

    private static String name(String hash, long span) {
        return "request %s %d".formatted(hash, span);
    }
}
