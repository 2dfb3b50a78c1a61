package dev.shotwright.jobs.quota;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The limits that are agreed with accounts, from the narrowest to the widest, and whose keys share a pool. */
record Limits(List<AgreedLimit> agreed, List<UUID> pools) {
    static final String ANY_MODEL = "*";

    /** Who owns the bucket that a share is taken from. */
    UUID owner(Share share) {
        return pools.contains(share.account()) ? share.account() : share.key();
    }

    /** The limit of a share: its key's before its account's, its model's before that of any model. */
    Limit of(Share share) {
        var limit = Limit.STANDARD;
        limit = narrowed(limit, share.account(), null, ANY_MODEL);
        limit = narrowed(limit, share.account(), null, share.model());
        if (!pools.contains(share.account())) {
            limit = narrowed(limit, share.account(), share.key(), ANY_MODEL);
            limit = narrowed(limit, share.account(), share.key(), share.model());
        }
        return limit;
    }

    private Limit narrowed(Limit limit, UUID account, @Nullable UUID key, String model) {
        for (var candidate : agreed) {
            if (candidate.account().equals(account)
                    && Objects.equals(candidate.key(), key)
                    && candidate.model().equals(model)) {
                return candidate.limit().over(limit);
            }
        }
        return limit;
    }
}
