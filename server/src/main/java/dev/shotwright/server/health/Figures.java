package dev.shotwright.server.health;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.ledger.StandingProof;
import dev.shotwright.jobs.quota.Quotas;
import dev.shotwright.jobs.quota.Use;
import dev.shotwright.vocabulary.model.FailureCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much waits, runs and has ended, as the tables tell it.
 *
 * @param at when it was told
 * @param queues by the capability that workers need
 * @param vendors those that were asked within a quarter of an hour, and those that draw
 * @param money by currency
 * @param proof what the last proof of the books found; absent before the first
 */
record Figures(
        Instant at,
        List<Queue> queues,
        List<Vendor> vendors,
        List<Crewman> workers,
        List<Money> money,
        Quota quota,
        Letters letters,
        @Nullable StandingProof proof) {
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final int MOST_USES = 10;

    /**
     * What one capability is asked for.
     *
     * @param oldest for how many seconds the job at the head of a lane has waited longest
     * @param taken how many jobs were ever taken, less those that were given back
     */
    record Queue(String capability, long queued, double oldest, long running, long taken) {}

    /**
     * How a vendor does; draws that ended are those of the last quarter of an hour.
     *
     * @param open draws under way
     * @param refused draws that failed for what was asked
     * @param troubled draws that failed for the vendor's own reasons
     * @param doubted draws that nobody knows the end of
     * @param health the share of ended draws that the vendor did not fail; absent where none has ended
     */
    record Vendor(
            String vendor,
            long open,
            long succeeded,
            long refused,
            long troubled,
            long doubted,
            @Nullable Double health) {}

    /**
     * A worker.
     *
     * @param unseen seconds since it was last seen
     * @param memory bytes that it may have in all
     * @param resident bytes that it has
     */
    record Crewman(String name, double unseen, long slots, long running, long memory, long resident) {}

    /**
     * What lies in all purses.
     *
     * @param sum of all purses less all that was credited; 0
     */
    record Money(String currency, double sum, double available, double held, double spent) {}

    /**
     * The buckets that were taken from within five minutes, by how much of them is used up.
     *
     * @param half at least a half and less than nine tenths
     * @param most nine tenths or more
     * @param spent with nothing left
     * @param emptiest a few, the emptiest first
     */
    record Quota(long little, long half, long most, long spent, List<Bucket> emptiest) {
        static Quota of(List<Use> uses) {
            return new Quota(
                    between(uses, 0, 0.5),
                    between(uses, 0.5, 0.9),
                    between(uses, 0.9, 1),
                    between(uses, 1, Double.POSITIVE_INFINITY),
                    uses.stream().limit(MOST_USES).map(Bucket::of).toList());
        }

        private static long between(List<Use> uses, double from, double to) {
            return uses.stream()
                    .filter(use -> use.used() >= from && use.used() < to)
                    .count();
        }
    }

    /**
     * One bucket.
     *
     * @param key absent where the account's keys share it
     * @param used 0 to 1; more for a debt
     */
    record Bucket(String account, @Nullable String key, String model, double used) {
        static Bucket of(Use use) {
            return new Bucket(
                    Ids.write(Prefix.ACCOUNT, use.account()),
                    use.key() == null ? null : Ids.write(Prefix.KEY, use.key()),
                    use.model(),
                    use.used());
        }
    }

    /** Messages to receivers that are to be sent, and for how many seconds the first is overdue. */
    record Letters(long waiting, double overdue) {}

    Figures {
        queues = List.copyOf(queues);
        vendors = List.copyOf(vendors);
        workers = List.copyOf(workers);
        money = List.copyOf(money);
    }

    static Figures of(Database database, Quotas quotas, Instant now) {
        var sql = database.sql();
        var queues = sql.sql("""
            select l.class, coalesce(sum(q.queued), 0) as queued, min(h.created) as oldest, sum(l.running) as running,
                   sum(l.taken) as taken
            from lane l
            left join (select class, account, count(*) as queued from job where state = 1 group by class, account) q
                   on q.class = l.class and q.account = l.account
            left join lateral (select j.created from job j
                               where j.class = l.class and j.account = l.account and j.state = 1
                               order by j.priority desc, j.seq limit 1) h on q.queued > 0
            group by l.class order by l.class\
            """)
                .query((row, _) -> new Queue(
                        row.getString("class"),
                        row.getLong("queued"),
                        seconds(row, "oldest", now),
                        row.getLong("running"),
                        row.getLong("taken")))
                .list();
        var vendors = sql.sql("""
            select vendor, count(*) filter (where kind = 'open') as open, count(*) filter (where kind = 'good') as succeeded,
                   count(*) filter (where kind = 'refused') as refused, count(*) filter (where kind = 'trouble') as troubled,
                   count(*) filter (where kind = 'doubt') as doubted
            from (select vendor, case when state = 'in-doubt' then 'doubt' when ended is null then 'open' when state = 'succeeded' then 'good'
                                      when state = 'expired' then 'trouble' when state <> 'failed' then 'ended'
                                      when failure ->> 'code' = any(:refusals) then 'refused'
                                      else 'trouble' end as kind
                  from attempt where vendor is not null and (ended is null or ended > :recent)) a
            group by vendor order by vendor\
            """)
                .param(
                        "refusals",
                        Arrays.stream(FailureCode.values())
                                .filter(FailureCode::ofTheRequest)
                                .map(FailureCode::word)
                                .toArray(String[]::new))
                .param("recent", now.minus(RECENT).atOffset(ZoneOffset.UTC))
                .query((row, _) -> vendor(row))
                .list();
        var workers = sql.sql("""
            select name, seen, coalesce((select sum(s) from unnest(slots) s), 0) as slots, memory, resident,
                   (select count(*) from job where job.worker = w.id and job.state = 2) as running
            from worker w order by name, id\
            """)
                .query((row, _) -> new Crewman(
                        row.getString("name"),
                        seconds(row, "seen", now),
                        row.getLong("slots"),
                        row.getLong("running"),
                        row.getLong("memory"),
                        row.getLong("resident")))
                .list();
        var money = sql.sql("""
            select a.currency, sum(b.available + b.held + b.spent - b.credited) as sum, sum(b.available) as available,
                   sum(b.held) as held, sum(b.spent) as spent
            from balance b join account a on a.id = b.account group by a.currency order by a.currency\
            """)
                .query((row, _) -> new Money(
                        row.getString("currency"),
                        row.getDouble("sum"),
                        row.getDouble("available"),
                        row.getDouble("held"),
                        row.getDouble("spent")))
                .list();
        var letters = sql.sql("select count(*) as waiting, min(due) as first from delivery where due is not null")
                .query((row, _) -> new Letters(row.getLong("waiting"), seconds(row, "first", now)))
                .single();
        return new Figures(
                now, queues, vendors, workers, money, Quota.of(quotas.uses()), letters, StandingProof.last(database));
    }

    private static Vendor vendor(ResultSet row) throws SQLException {
        var succeeded = row.getLong("succeeded");
        var refused = row.getLong("refused");
        var troubled = row.getLong("troubled");
        var ended = succeeded + refused + troubled;
        return new Vendor(
                row.getString("vendor"),
                row.getLong("open"),
                succeeded,
                refused,
                troubled,
                row.getLong("doubted"),
                ended == 0 ? null : (Double) (1 - (double) troubled / ended));
    }

    private static double seconds(ResultSet row, String column, Instant now) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return row.wasNull()
                ? 0
                : Math.max(0, Duration.between(time.toInstant(), now).toMillis() / 1000.0);
    }
}
