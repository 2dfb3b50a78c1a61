package dev.shotwright.jobs.ledger;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The movements of money, each in a transaction of the caller's at READ COMMITTED. Balances are locked in the order of their
 * accounts' ids, all that a transaction needs at once.
 */
public final class Ledger {
    private static final String BALANCE =
            "select b.*, a.currency, a.day_limit, a.zone from balance b join account a on a.id = b.account ";

    private Ledger() {}

    /**
     * Locks the balances of accounts in the order of their ids.
     *
     * @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE} if an account is unknown
     */
    public static Map<UUID, Balance> lock(Transaction tx, Collection<UUID> accounts) {
        var ids = Set.copyOf(accounts);
        var balances = new HashMap<UUID, Balance>();
        tx.sql()
                .sql(BALANCE + "where b.account = any(?) order by b.account for update of b")
                .param(Sql.array(tx, "uuid", ids))
                .query((row, _) -> balance(row))
                .list()
                .forEach(balance -> balances.put(balance.account(), balance));
        for (var id : ids) {
            if (!balances.containsKey(id)) {
                throw unknown(id);
            }
        }
        return balances;
    }

    /**
     * Reserves what jobs may cost, and counts them as accepted. The balances are locked, and have been asked by {@link Balance#hold}.
     *
     * @throws IllegalStateException if a balance would go below its floor
     */
    public static void hold(Transaction tx, List<Hold> holds, Instant at) {
        if (holds.isEmpty()) {
            return;
        }
        var accounts = holds.stream().map(Hold::account).collect(Collectors.toSet());
        var changed = tx.sql()
                .sql("""
                    with asked as (select * from unnest(:accounts, :jobs, :amounts) as a (account, job, amount)),
                         entered as (
                           insert into posting (account, kind, source, target, amount, job, at)
                           select account, 'hold', 'available', 'held', amount, job, :at from asked where amount > 0),
                         sums as (select account, sum(amount) as amount, count(*) as jobs from asked group by account)
                    update balance b
                    set available = b.available - s.amount, held = b.held + s.amount, accepted = b.accepted + s.jobs,
                        day = greatest(b.day, d.day),
                        day_held = case when b.day >= d.day then b.day_held else 0 end + s.amount
                    from sums s join account a on a.id = s.account
                         cross join lateral (select (:at at time zone a.zone)::date as day) d
                    where b.account = s.account
                      and (s.amount = 0 or b.least is null or b.available - s.amount >= b.least)\
                    """)
                .param(
                        "accounts",
                        Sql.array(tx, "uuid", holds.stream().map(Hold::account).toList()))
                .param(
                        "jobs",
                        Sql.array(tx, "uuid", holds.stream().map(Hold::job).toList()))
                .param(
                        "amounts",
                        Sql.array(
                                tx, "numeric", holds.stream().map(Hold::amount).toList()))
                .param("at", Sql.time(at))
                .update();
        if (changed != accounts.size()) {
            throw new IllegalStateException("a hold would take a balance below its floor");
        }
    }

    /**
     * Ends the holds of jobs: each job's cost is spent, at most what it still holds, and the rest is released. A job that
     * holds nothing any more is left as it is, so that a second settlement changes nothing.
     */
    public static List<Settled> settle(Transaction tx, List<Settlement> settlements, Instant at) {
        if (settlements.isEmpty()) {
            return List.of();
        }
        var jobs = new HashSet<UUID>();
        for (var settlement : settlements) {
            if (!jobs.add(settlement.job())) {
                throw ShotwrightException.invalid("job", settlement.job(), "every job once");
            }
        }
        lock(tx, settlements.stream().map(Settlement::account).toList());
        return tx.sql()
                .sql("""
                    with asked as (select * from unnest(:accounts, :jobs, :costs) as a (account, job, cost)),
                         split as (
                           select a.account, a.job, least(a.cost, p.held) as spent, p.held - least(a.cost, p.held) as released, p.since
                           from asked a cross join lateral (
                             select coalesce(sum(case kind when 'hold' then amount when 'settle' then -amount
                                                           when 'release' then -amount else 0 end), 0) as held,
                                    min(at) as since
                             from posting where posting.job = a.job and posting.account = a.account) p),
                         entered as (
                           insert into posting (account, kind, source, target, amount, job, at)
                           select account, 'settle', 'held', 'spent', spent, job, :at from split where spent > 0
                           union all
                           select account, 'release', 'held', 'available', released, job, :at from split where released > 0),
                         sums as (
                           select s.account, sum(s.spent) as spent, sum(s.released) as released,
                                  sum(case when (s.since at time zone a.zone)::date = b.day then s.released else 0 end) as today
                           from split s join account a on a.id = s.account join balance b on b.account = s.account
                           group by s.account),
                         changed as (
                           update balance b
                           set available = b.available + s.released, held = b.held - s.released - s.spent,
                               spent = b.spent + s.spent, day_held = greatest(b.day_held - s.today, 0)
                           from sums s where b.account = s.account)
                    select account, job, spent, released from split\
                    """)
                .param(
                        "accounts",
                        Sql.array(
                                tx,
                                "uuid",
                                settlements.stream().map(Settlement::account).toList()))
                .param(
                        "jobs",
                        Sql.array(
                                tx,
                                "uuid",
                                settlements.stream().map(Settlement::job).toList()))
                .param(
                        "costs",
                        Sql.array(
                                tx,
                                "numeric",
                                settlements.stream().map(Settlement::cost).toList()))
                .param("at", Sql.time(at))
                .query((row, _) -> new Settled(
                        row.getObject("account", UUID.class),
                        row.getObject("job", UUID.class),
                        row.getBigDecimal("spent"),
                        row.getBigDecimal("released")))
                .list();
    }

    /** One movement of an account whose balance is locked. */
    static void move(
            Transaction tx,
            UUID account,
            Movement movement,
            BigDecimal amount,
            @Nullable UUID job,
            Instant at,
            @Nullable String note) {
        tx.sql()
                .sql("""
                    insert into posting (account, kind, source, target, amount, job, at, note)
                    values (:account, :kind, :source, :target, :amount, :job::uuid, :at, :note)\
                    """)
                .param("account", account)
                .param("kind", movement.word())
                .param("source", movement.source().word())
                .param("target", movement.target().word())
                .param("amount", amount)
                .param("job", job)
                .param("at", Sql.time(at))
                .param("note", note)
                .update();
        var moved = Purses.EMPTY.after(movement, amount);
        tx.sql()
                .sql("""
                    update balance set credited = credited + ?, available = available + ?, held = held + ?, spent = spent + ?
                    where account = ?\
                    """)
                .params(moved.credited(), moved.available(), moved.held(), moved.spent(), account)
                .update();
    }

    /** What a job has cost and was not given back. */
    static BigDecimal cost(Transaction tx, UUID account, UUID job) {
        return tx.sql()
                .sql("""
                    select coalesce(sum(case kind when 'settle' then amount else -amount end), 0) as cost
                    from posting where job = ? and account = ? and kind in ('settle', 'refund')\
                    """)
                .params(job, account)
                .query((row, _) -> row.getBigDecimal("cost"))
                .single();
    }

    /** A balance, locked. */
    static Balance lock(Transaction tx, UUID account) {
        return Objects.requireNonNull(lock(tx, List.of(account)).get(account));
    }

    /** A balance as it stands, not locked. */
    static Balance read(Transaction tx, UUID account) {
        return tx.sql()
                .sql(BALANCE + "where b.account = ?")
                .param(account)
                .query((row, _) -> balance(row))
                .optional()
                .orElseThrow(() -> unknown(account));
    }

    static List<Posting> postings(Transaction tx, UUID account, @Nullable Posting before, int most) {
        return tx.sql()
                .sql("""
                    select * from posting where account = ? and (at, id) < (?, ?) order by at desc, id desc limit ?\
                    """)
                .param(account)
                .param(before == null ? OffsetDateTime.MAX : Sql.time(before.at()))
                .param(before == null ? Long.MAX_VALUE : before.id())
                .param(most)
                .query((row, _) -> new Posting(
                        row.getLong("id"),
                        account,
                        Spelled.parse(Movement.class, "kind", row.getString("kind")),
                        row.getBigDecimal("amount"),
                        row.getObject("job", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("note")))
                .list();
    }

    private static ShotwrightException unknown(UUID account) {
        return new ShotwrightException(
                ErrorCode.NOT_FOUND, "account", "there is no account " + Ids.write(Prefix.ACCOUNT, account));
    }

    private static Balance balance(ResultSet row) throws SQLException {
        return new Balance(
                row.getObject("account", UUID.class),
                row.getString("currency"),
                new Purses(
                        row.getBigDecimal("credited"),
                        row.getBigDecimal("available"),
                        row.getBigDecimal("held"),
                        row.getBigDecimal("spent")),
                row.getBigDecimal("least"),
                new DayCap(
                        ZoneId.of(row.getString("zone")),
                        row.getBigDecimal("day_limit"),
                        row.getObject("day", LocalDate.class),
                        row.getBigDecimal("day_held")));
    }
}
