package dev.shotwright.jobs.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of an account's events.
 *
 * @param events of which it is told; all, if there are none
 * @param changed when its secret was last changed; for a day, messages are signed with the former one as well
 * @param disabled since when it is told nothing; it said that it is gone
 */
public record Webhook(
        UUID id,
        UUID account,
        String address,
        List<Event> events,
        int version,
        @Nullable Instant changed,
        Instant created,
        @Nullable Instant disabled) {}
