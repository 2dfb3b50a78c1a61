package dev.shotwright.jobs.account;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accounts of the service. Every act takes the key that did it, absent at the machine itself. */
public final class Accounts {
    private static final String READ = "select a.*, b.least from account a join balance b on b.account = a.id ";

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;

    public Accounts(Database database, Ids ids, InstantSource clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws ShotwrightException with {@link ErrorCode#CONFLICT} if the name is taken */
    public Account open(AccountTerms terms, @Nullable UUID actor) {
        var account = new Account(ids.next(), terms, now(), null);
        return named(
                terms,
                () -> database.transaction(tx -> {
                    bind(tx.sql().sql("""
                        insert into account (id, name, currency, zone, weight, max_running, max_queued, day_limit, pooled,
                                             invitations, created)
                        values (:id, :name, :currency, :zone, :weight, :running, :queued, :day, :pooled, :invitations, :now)\
                        """), tx, account)
                            .param("now", Sql.time(account.created()))
                            .update();
                    tx.sql()
                            .sql("insert into balance (account, least) values (?, ?)")
                            .param(account.id())
                            .param(terms.least())
                            .update();
                    AuditTrail.record(
                            tx,
                            account.created(),
                            actor,
                            "account.open",
                            subject(account.id()),
                            Map.of("terms", terms));
                    return account;
                }));
    }

    /** @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} */
    public Account read(UUID id) {
        return database.sql()
                .sql(READ + "where a.id = ?")
                .param(id)
                .query((row, _) -> account(row))
                .optional()
                .orElseThrow(() -> unknown(subject(id)));
    }

    /** @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} */
    public Account named(String name) {
        return database.sql()
                .sql(READ + "where a.name = ?")
                .param(name)
                .query((row, _) -> account(row))
                .optional()
                .orElseThrow(() -> unknown("'" + name + "'"));
    }

    /** All accounts in the order of their names. */
    public List<Account> list() {
        return database.sql()
                .sql(READ + "order by a.name")
                .query((row, _) -> account(row))
                .list();
    }

    /**
     * Agrees anew with an account. Its currency stays.
     *
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND}, or {@link ErrorCode#CONFLICT} if the name is taken
     */
    public Account change(UUID id, AccountTerms terms, @Nullable UUID actor) {
        return named(
                terms,
                () -> database.transaction(tx -> {
                    var before = tx.sql()
                            .sql(READ + "where a.id = ? for update of a, b")
                            .param(id)
                            .query((row, _) -> account(row))
                            .optional()
                            .orElseThrow(() -> unknown(subject(id)));
                    if (!before.terms().currency().equals(terms.currency())) {
                        throw ShotwrightException.invalid(
                                "currency",
                                terms.currency(),
                                before.terms().currency() + ", since an account's currency stays");
                    }
                    var after = new Account(id, terms, before.created(), before.closed());
                    bind(tx.sql().sql("""
                        update account set name = :name, currency = :currency, zone = :zone, weight = :weight,
                          max_running = :running, max_queued = :queued, day_limit = :day, pooled = :pooled, invitations = :invitations
                        where id = :id\
                        """), tx, after).update();
                    tx.sql()
                            .sql("update balance set least = ? where account = ?")
                            .param(terms.least())
                            .param(id)
                            .update();
                    tx.sql()
                            .sql("update lane set weight = ?, max_running = ? where account = ?")
                            .params(terms.weight(), terms.maxRunning(), id)
                            .update();
                    Keys.revoked(
                            tx,
                            tx.sql()
                                    .sql("select id from api_key where account = ? and revoked is null")
                                    .param(id)
                                    .query((row, _) -> row.getObject("id", UUID.class))
                                    .list());
                    AuditTrail.record(
                            tx,
                            now(),
                            actor,
                            "account.change",
                            subject(id),
                            Map.of("before", before.terms(), "after", terms));
                    return after;
                }));
    }

    /** Closes an account: its keys open nothing any more, what runs is finished and paid. */
    public void close(UUID id, @Nullable UUID actor) {
        database.transaction(tx -> {
            var now = now();
            if (tx.sql()
                            .sql("update account set closed = ? where id = ? and closed is null")
                            .params(Sql.time(now), id)
                            .update()
                    == 0) {
                throw unknown(subject(id));
            }
            Keys.revoked(
                    tx,
                    tx.sql()
                            .sql("update api_key set revoked = ? where account = ? and revoked is null returning id")
                            .params(Sql.time(now), id)
                            .query((row, _) -> row.getObject("id", UUID.class))
                            .list());
            AuditTrail.record(tx, now, actor, "account.close", subject(id), Map.of());
            return id;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Transaction tx, Account account) {
        var terms = account.terms();
        return statement
                .param("id", account.id())
                .param("name", terms.name())
                .param("currency", terms.currency())
                .param("zone", terms.zone())
                .param("weight", terms.weight())
                .param("running", terms.maxRunning())
                .param("queued", terms.maxQueued())
                .param("day", terms.dayLimit())
                .param("pooled", terms.pool() == Pool.ALL_KEYS)
                .param("invitations", Sql.array(tx, "text", terms.invitations()));
    }

    private static Account account(ResultSet row) throws SQLException {
        var closed = row.getObject("closed", OffsetDateTime.class);
        return new Account(
                row.getObject("id", UUID.class),
                AccountTerms.of(row),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant());
    }

    private static <T> T named(AccountTerms terms, Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException taken) {
            throw new ShotwrightException(
                    ErrorCode.CONFLICT,
                    "name",
                    "an account is named '%s' already; accepted is another name".formatted(terms.name()),
                    taken);
        }
    }

    private static String subject(UUID id) {
        return Ids.write(Prefix.ACCOUNT, id);
    }

    private static ShotwrightException unknown(String what) {
        return new ShotwrightException(ErrorCode.NOT_FOUND, "account", "there is no open account %s".formatted(what));
    }
}
