package dev.shotwright.server.models;

import dev.shotwright.jobs.account.Account;
import dev.shotwright.jobs.account.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What is agreed with accounts, as it was a few seconds ago. What moves money or tokens asks the database itself. */
public final class Tenants {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Accounts accounts;
    private final Clock clock;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    Tenants(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    private record Known(Account account, Instant until) {}

    public Account account(UUID id) {
        var now = clock.instant();
        var before = known.get(id);
        if (before != null && now.isBefore(before.until())) {
            return before.account();
        }
        var account = accounts.read(id);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(id, new Known(account, now.plus(FRESH)));
        return account;
    }
}
