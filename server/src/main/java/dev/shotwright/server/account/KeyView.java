package dev.shotwright.server.account;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.IssuedKey;
import dev.shotwright.jobs.account.Key;
import dev.shotwright.jobs.account.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it.
 *
 * @param prefix what its text begins with
 * @param text the key itself, told once, in the answer to its making
 * @param used about when it was last used
 */
public record KeyView(
        String id,
        String name,
        String prefix,
        @Nullable String text,
        List<Scope> scopes,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked,
        @Nullable Instant used) {

    public KeyView {
        scopes = List.copyOf(scopes);
    }

    public static KeyView of(IssuedKey issued) {
        return of(issued.key(), issued.text());
    }

    public static KeyView of(Key key) {
        return of(key, null);
    }

    private static KeyView of(Key key, @Nullable String text) {
        return new KeyView(
                Ids.write(Prefix.KEY, key.id()),
                key.name(),
                key.prefix(),
                text,
                key.scopes().stream().sorted().toList(),
                key.created(),
                key.expires(),
                key.revoked(),
                key.used());
    }
}
