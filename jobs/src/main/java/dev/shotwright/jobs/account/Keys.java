package dev.shotwright.jobs.account;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the accounts. What a key proved is believed for five seconds; {@link #forget} ends that at once when another
 * process revokes the key.
 */
public final class Keys {
    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Duration USED_TO = Duration.ofMinutes(1);
    private static final int MOST_BELIEVED = 50_000;

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Failures failures = new Failures();
    private final ConcurrentHashMap<String, Proof> proofs = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();

    /** @param random secure, since keys are made of it */
    public Keys(Database database, Ids ids, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    private record Proof(Caller caller, @Nullable Instant expires, Instant until) {
        boolean holds(Instant now) {
            return now.isBefore(until) && (expires == null || now.isBefore(expires));
        }
    }

    /** Makes a key. Its text is in the answer and nowhere else. */
    public IssuedKey issue(
            UUID account, String name, Set<Scope> scopes, @Nullable Instant expires, @Nullable UUID actor) {
        var now = now();
        if (name.isBlank() || name.length() > 100) {
            throw ShotwrightException.invalid("name", "'" + name + "'", "1 to 100 letters");
        }
        if (scopes.isEmpty()) {
            throw ShotwrightException.invalid("scopes", "empty", String.join(", ", Spelled.words(Scope.class)));
        }
        if (expires != null && !expires.isAfter(now)) {
            throw ShotwrightException.invalid("expires", expires, "a time that is still to come");
        }
        var text = KeyText.random(random);
        var until = expires == null ? null : expires.truncatedTo(ChronoUnit.MICROS);
        var key = new Key(ids.next(), account, name, text.prefix(), scopes, now, until, null, null);
        return database.transaction(tx -> {
            var open = tx.sql()
                    .sql("select 1 from account where id = ? and closed is null for share")
                    .param(account)
                    .query(Integer.class)
                    .optional();
            if (open.isEmpty()) {
                throw new ShotwrightException(
                        ErrorCode.NOT_FOUND,
                        "account",
                        "there is no open account " + Ids.write(Prefix.ACCOUNT, account));
            }
            tx.sql()
                    .sql("""
                        insert into api_key (id, account, name, prefix, hash, scopes, created, expires)
                        values (?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                    .param(key.id())
                    .param(account)
                    .param(name)
                    .param(key.prefix())
                    .param(text.hash())
                    .param(Sql.array(
                            tx,
                            "text",
                            scopes.stream().map(Spelled::word).sorted().toList()))
                    .param(Sql.time(now))
                    .param(until == null ? null : Sql.time(until))
                    .update();
            AuditTrail.record(
                    tx,
                    now,
                    actor,
                    "key.issue",
                    Ids.write(Prefix.KEY, key.id()),
                    Map.of(
                            "account",
                            Ids.write(Prefix.ACCOUNT, account),
                            "name",
                            name,
                            "scopes",
                            scopes.stream().map(Spelled::word).sorted().toList()));
            return new IssuedKey(key, text.text());
        });
    }

    /**
     * Who shows a key.
     *
     * @param source where the key came from, such as an address; wrong keys from one source are slowed
     * @throws ShotwrightException with {@link ErrorCode#UNAUTHENTICATED}, or with {@link ErrorCode#OVER_QUOTA} after too many
     *     wrong keys
     */
    public Caller authenticate(String text, String source) {
        var now = now();
        var key = new KeyText(text);
        var name = HexFormat.of().formatHex(key.hash());
        var proof = proofs.get(name);
        if (proof != null && proof.holds(now)) {
            return proof.caller();
        }
        var wait = proof == null ? failures.wait(source, now) : Duration.ZERO;
        if (!wait.isZero()) {
            throw new ShotwrightException(
                    ErrorCode.OVER_QUOTA,
                    "key",
                    "too many wrong keys came from this address; the next is accepted in %d s"
                            .formatted(wait.toSeconds() + 1));
        }
        var before = forgotten.get();
        var proved = key.wellFormed() ? prove(key, now) : null;
        if (proved == null) {
            proofs.remove(name);
            failures.strike(source, now);
            throw new ShotwrightException(
                    ErrorCode.UNAUTHENTICATED,
                    "key",
                    "the key is unknown, expired or revoked; accepted is a key of an open account, sw_…");
        }
        if (proofs.size() >= MOST_BELIEVED) {
            proofs.clear();
        }
        proofs.put(name, proved);
        if (forgotten.get() != before) {
            proofs.remove(name);
        }
        return proved.caller();
    }

    private @Nullable Proof prove(KeyText text, Instant now) {
        return database.sql()
                .sql("""
                    with used as (
                      update api_key set used = :now
                      where hash = :hash and revoked is null and coalesce(used < :since, true))
                    select k.id as key, k.scopes, k.expires, a.*, b.least
                    from api_key k join account a on a.id = k.account join balance b on b.account = a.id
                    where k.hash = :hash and k.revoked is null and a.closed is null and coalesce(k.expires > :now, true)\
                    """)
                .param("hash", text.hash())
                .param("now", Sql.time(now))
                .param("since", Sql.time(now.minus(USED_TO)))
                .query((row, _) -> new Proof(
                        new Caller(
                                row.getObject("id", UUID.class),
                                row.getObject("key", UUID.class),
                                scopes(row),
                                AccountTerms.of(row)),
                        timeOrNull(row, "expires"),
                        now.plus(BELIEVED)))
                .optional()
                .orElse(null);
    }

    /** The keys of an account, the revoked ones too, newest first. */
    public List<Key> list(UUID account) {
        return database.sql()
                .sql("select * from api_key where account = ? order by id desc")
                .param(account)
                .query((row, _) -> key(row))
                .list();
    }

    /**
     * Ends a key at once, here and in every process that listens.
     *
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such key that is still good
     */
    public void revoke(UUID account, UUID id, @Nullable UUID actor) {
        database.transaction(tx -> {
            var now = now();
            if (tx.sql()
                            .sql("update api_key set revoked = ? where id = ? and account = ? and revoked is null")
                            .params(Sql.time(now), id, account)
                            .update()
                    == 0) {
                throw new ShotwrightException(
                        ErrorCode.NOT_FOUND,
                        "key",
                        "the account has no key %s to revoke".formatted(Ids.write(Prefix.KEY, id)));
            }
            revoked(tx, List.of(id));
            AuditTrail.record(
                    tx,
                    now,
                    actor,
                    "key.revoke",
                    Ids.write(Prefix.KEY, id),
                    Map.of("account", Ids.write(Prefix.ACCOUNT, account)));
            return id;
        });
        forget(id.toString());
    }

    /** Tells every process that keys are revoked. */
    static void revoked(Transaction tx, List<UUID> ids) {
        if (!ids.isEmpty()) {
            tx.sql()
                    .sql("select pg_notify(?, string_agg(id::text, ',')) from unnest(?) with ordinality as u (id,"
                            + " n) group by n / 200")
                    .param(Channel.REVOKED.word())
                    .param(Sql.array(tx, "uuid", ids))
                    .query((_, _) -> true)
                    .list();
        }
    }

    /** Believes these keys no longer: the message of {@link Channel#REVOKED}. */
    public void forget(String message) {
        var ids = Set.of(message.split(",", -1));
        forgotten.incrementAndGet();
        proofs.values().removeIf(proof -> ids.contains(proof.caller().key().toString()));
    }

    /** Believes no key any longer, for when messages may have been missed. */
    public void forgetAll() {
        forgotten.incrementAndGet();
        proofs.clear();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                scopes(row),
                time(row, "created"),
                timeOrNull(row, "expires"),
                timeOrNull(row, "revoked"),
                timeOrNull(row, "used"));
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("scopes").getArray())
                .map(word -> Spelled.parse(Scope.class, "scopes", word))
                .collect(Collectors.toSet());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
