package dev.shotwright.server.health;

import dev.shotwright.jobs.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much waits, runs and has ended, as the tables tell it.
 *
 * @param queues by the capability that workers need
 * @param attempts at vendors: those under way, and those that ended within a quarter of an hour
 * @param postings of each kind since the posting that was last seen
 * @param lastPosting the last posting now
 */
record Figures(
        List<Queue> queues,
        List<Attempts> attempts,
        List<Crewman> workers,
        Money money,
        Quotas quotas,
        Map<String, Long> postings,
        long lastPosting,
        Letters letters) {
    private static final Duration RECENT = Duration.ofMinutes(15);

    /** @param oldest how long the job at the head of a lane has waited longest, in seconds */
    record Queue(String capability, long queued, double oldest, long running) {}

    record Attempts(String vendor, String state, long count) {}

    /** @param unseen seconds since it was last seen */
    record Crewman(String name, double unseen, long slots, long memory) {}

    /** @param sum of all purses less all that was credited; 0 */
    record Money(double sum, double available, double held, double spent) {}

    /** @param spent buckets with nothing left */
    record Quotas(long buckets, long spent) {}

    record Letters(long waiting, double overdue) {}

    static Figures of(Database database, Instant now, long lastPosting) {
        var sql = database.sql();
        var time = now.atOffset(ZoneOffset.UTC);
        var queues = sql.sql("""
            select l.class, coalesce(sum(q.queued), 0) as queued, min(h.created) as oldest, sum(l.running) as running
            from lane l
            left join (select class, account, count(*) as queued from job where state = 1 group by class, account) q
                   on q.class = l.class and q.account = l.account
            left join lateral (select j.created from job j
                               where j.class = l.class and j.account = l.account and j.state = 1
                               order by j.priority desc, j.seq limit 1) h on true
            group by l.class\
            """)
                .query((row, _) -> new Queue(
                        row.getString("class"),
                        row.getLong("queued"),
                        seconds(row, "oldest", now),
                        row.getLong("running")))
                .list();
        var attempts = sql.sql("""
            select vendor, state, count(*) as count from attempt
            where vendor is not null and (ended is null or ended > :recent) group by vendor, state\
            """)
                .param("recent", time.minus(RECENT))
                .query((row, _) -> new Attempts(row.getString("vendor"), row.getString("state"), row.getLong("count")))
                .list();
        var workers = sql.sql("""
            select name, seen, coalesce((select sum(s) from unnest(slots) s), 0) as slots, memory from worker\
            """)
                .query((row, _) -> new Crewman(
                        row.getString("name"), seconds(row, "seen", now), row.getLong("slots"), row.getLong("memory")))
                .list();
        var money = sql.sql("""
            select coalesce(sum(available + held + spent - credited), 0) as sum,
                   coalesce(sum(available), 0) as available, coalesce(sum(held), 0) as held,
                   coalesce(sum(spent), 0) as spent from balance\
            """)
                .query((row, _) -> new Money(
                        row.getDouble("sum"),
                        row.getDouble("available"),
                        row.getDouble("held"),
                        row.getDouble("spent")))
                .single();
        var quotas = sql.sql("select count(*) as buckets, count(*) filter (where tokens <= 0) as spent from bucket")
                .query((row, _) -> new Quotas(row.getLong("buckets"), row.getLong("spent")))
                .single();
        var last = new long[] {lastPosting};
        var postings = new TreeMap<String, Long>();
        sql.sql("select kind, count(*) as count, max(id) as last from posting where id > ? group by kind")
                .param(lastPosting)
                .query(row -> {
                    postings.put(row.getString("kind"), row.getLong("count"));
                    last[0] = Math.max(last[0], row.getLong("last"));
                });
        var letters = sql.sql("select count(*) as waiting, min(due) as first from delivery where due is not null")
                .query((row, _) -> new Letters(row.getLong("waiting"), seconds(row, "first", now)))
                .single();
        return new Figures(queues, attempts, workers, money, quotas, Map.copyOf(postings), last[0], letters);
    }

    /** The posting that was written last. */
    static long lastPosting(Database database) {
        return database.sql()
                .sql("select coalesce(max(id), 0) from posting")
                .query(Long.class)
                .single();
    }

    private static double seconds(ResultSet row, String column, Instant now) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return row.wasNull()
                ? 0
                : Math.max(0, Duration.between(time.toInstant(), now).toMillis() / 1000.0);
    }
}
