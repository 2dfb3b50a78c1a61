package dev.shotwright.jobs.quota;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The limits that are agreed with accounts and their keys. Every act takes the key that did it, absent at the machine itself. */
public final class Quotas {
    /** The name under which a limit holds for every model. */
    public static final String ANY_MODEL = Limits.ANY_MODEL;

    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final int MOST_USES = 1000;

    private final Database database;
    private final InstantSource clock;

    public Quotas(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Agrees on a limit, in place of the one before.
     *
     * @param key absent for the limit of each key of the account, or of all together where they share a pool
     * @param model a model, or {@link #ANY_MODEL}
     */
    public void set(UUID account, @Nullable UUID key, String model, Limit limit, @Nullable UUID actor) {
        database.transaction(tx -> {
            known(tx, account, key);
            tx.sql()
                    .sql("""
                        insert into quota (account, key, model, tokens_per_minute, requests_per_minute, burst_minutes, raises)
                        values (:account, :key::uuid, :model, :tokens, :requests, :burst, :raises::jsonb)
                        on conflict (account, key, model) do update
                        set tokens_per_minute = :tokens, requests_per_minute = :requests, burst_minutes = :burst,
                            raises = :raises::jsonb\
                        """)
                    .param("account", account)
                    .param("key", key)
                    .param("model", model)
                    .param("tokens", limit.tokensPerMinute(), Types.BIGINT)
                    .param("requests", limit.requestsPerMinute(), Types.BIGINT)
                    .param("burst", limit.burstMinutes(), Types.DOUBLE)
                    .param("raises", Documents.json().write(limit.raises().toArray(Raise[]::new)))
                    .update();
            AuditTrail.record(
                    tx,
                    clock.instant(),
                    actor,
                    "quota.set",
                    subject(account, key),
                    Map.of("model", model, "limit", limit));
            return model;
        });
    }

    /** Ends an agreement, so that the next wider one holds; whether there was one. */
    public boolean remove(UUID account, @Nullable UUID key, String model, @Nullable UUID actor) {
        return database.transaction(tx -> {
            var removed = tx.sql()
                            .sql("delete from quota where account = ? and key is not distinct from ?::uuid and"
                                    + " model = ?")
                            .param(account)
                            .param(key)
                            .param(model)
                            .update()
                    > 0;
            if (removed) {
                AuditTrail.record(
                        tx, clock.instant(), actor, "quota.remove", subject(account, key), Map.of("model", model));
            }
            return removed;
        });
    }

    /** What is agreed with an account. */
    public List<AgreedLimit> list(UUID account) {
        return database.transaction(tx -> limits(tx, List.of(account)).agreed());
    }

    /** What a key has of a model at this moment, and the limit that it is from. */
    public Standing standing(Share share) {
        return database.transaction(
                tx -> Buckets.load(tx, List.of(share), clock.instant()).standing(share));
    }

    /** The buckets that were taken from within five minutes, at most {@value #MOST_USES} of them, the emptiest first. */
    public List<Use> uses() {
        var now = clock.instant();
        return database.transaction(tx -> {
            var taken = tx.sql()
                    .sql("""
                        select b.*, k.id as key, coalesce(k.account, b.owner) as account
                        from bucket b left join api_key k on k.id = b.owner
                        where b.updated > ? order by b.updated desc limit ?\
                        """)
                    .params(Sql.time(now.minus(RECENT)), MOST_USES)
                    .query((row, _) -> new Taken(
                            row.getObject("account", UUID.class),
                            row.getObject("key", UUID.class),
                            row.getString("model"),
                            new Bucket(
                                    row.getDouble("tokens"),
                                    row.getDouble("requests"),
                                    row.getObject("updated", OffsetDateTime.class)
                                            .toInstant())))
                    .list();
            var limits =
                    limits(tx, taken.stream().map(Taken::account).distinct().toList());
            return taken.stream()
                    .map(one -> one.use(limits, now))
                    .sorted(Comparator.comparingDouble(Use::used).reversed())
                    .toList();
        });
    }

    private record Taken(UUID account, @Nullable UUID key, String model, Bucket bucket) {
        Use use(Limits limits, Instant now) {
            var limit = limits.of(new Share(account, key == null ? account : key, model));
            return new Use(account, key, model, bucket.used(limit, now));
        }
    }

    private static void known(Transaction tx, UUID account, @Nullable UUID key) {
        var known = tx.sql()
                .sql("""
                    select 1 from account a where a.id = :account
                    and (:key::uuid is null or exists (select 1 from api_key k where k.id = :key::uuid and k.account = a.id))\
                    """)
                .param("account", account)
                .param("key", key)
                .query((_, _) -> true)
                .optional();
        if (known.isEmpty()) {
            throw new ShotwrightException(
                    ErrorCode.NOT_FOUND, key == null ? "account" : "key", "there is no " + subject(account, key));
        }
    }

    private static String subject(UUID account, @Nullable UUID key) {
        var name = Ids.write(Prefix.ACCOUNT, account);
        return key == null ? name : name + " " + Ids.write(Prefix.KEY, key);
    }

    static Limits limits(Transaction tx, Collection<UUID> accounts) {
        var ids = Sql.array(tx, "uuid", accounts);
        var pools = tx.sql()
                .sql("select id from account where pooled and id = any(?)")
                .param(ids)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        var agreed = tx.sql()
                .sql("select * from quota where account = any(?)")
                .param(ids)
                .query((row, _) -> agreed(row))
                .list();
        return new Limits(agreed, pools);
    }

    private static AgreedLimit agreed(ResultSet row) throws SQLException {
        var raises = row.getString("raises");
        return new AgreedLimit(
                row.getObject("account", UUID.class),
                row.getObject("key", UUID.class),
                row.getString("model"),
                new Limit(
                        row.getObject("tokens_per_minute", Long.class),
                        row.getObject("requests_per_minute", Long.class),
                        row.getObject("burst_minutes", Double.class),
                        raises.equals("[]")
                                ? List.of()
                                : List.of(Documents.json().read(Raise[].class, raises))));
    }
}
