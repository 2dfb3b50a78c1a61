package dev.shotwright.jobs.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it afterwards.
 *
 * @param prefix what its text begins with
 * @param used about when it was last used
 */
public record Key(
        UUID id,
        UUID account,
        String name,
        String prefix,
        Set<Scope> scopes,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked,
        @Nullable Instant used) {

    public Key {
        scopes = Set.copyOf(scopes);
    }
}
