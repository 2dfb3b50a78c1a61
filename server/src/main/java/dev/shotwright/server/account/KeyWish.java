package dev.shotwright.server.account;

import dev.shotwright.jobs.account.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that is to be made.
 *
 * @param name for people
 * @param expires never if absent
 */
public record KeyWish(
        String name, List<Scope> scopes, @Nullable Instant expires) {

    public KeyWish {
        scopes = List.copyOf(scopes);
    }
}
