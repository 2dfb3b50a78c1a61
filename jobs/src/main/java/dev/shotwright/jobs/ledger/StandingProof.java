package dev.shotwright.jobs.ledger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the last proof of the books found, each proof from where the one before had come to.
 *
 * @param wrong accounts whose kept balance is not the sum of their postings, and jobs of which more was settled than held; none
 */
public record StandingProof(Instant at, int wrong) {
    private static final Duration PAUSE = Duration.ofHours(1);

    /*
     * An account's postings are written while its balance is locked, so those that are to be seen of one account are always
     * the first ones, and the sum up to one of them can be kept. Which numbers are read is another matter: numbers are given
     * before the commit, and a transaction may end long after one with higher numbers. So each proof reads from where the last
     * but one had come to, an hour or more ago. An account that does not agree is counted from its first posting before it is
     * called wrong.
     */
    private static final String SUMS = """
        select p.account, max(p.id) as upto,
               sum(case when 'credited' in (source, target) then case source when 'credited' then amount else -amount end else 0 end)
                 as credited,
               sum(case 'available' when target then amount when source then -amount else 0 end) as available,
               sum(case 'held' when target then amount when source then -amount else 0 end) as held,
               sum(case 'spent' when target then amount when source then -amount else 0 end) as spent
        from posting p\
        """;

    private static final String FRESH = """
        insert into proven as v (account, upto, credited, available, held, spent)
        %s left join proven k using (account) where p.id > ? and p.id > coalesce(k.upto, 0) group by p.account
        on conflict (account) do update
        set upto = excluded.upto, credited = v.credited + excluded.credited, available = v.available + excluded.available,
            held = v.held + excluded.held, spent = v.spent + excluded.spent\
        """.formatted(SUMS);

    private static final String ANEW = """
        insert into proven as v (account, upto, credited, available, held, spent)
        %s where p.account = any(?) group by p.account
        on conflict (account) do update
        set upto = excluded.upto, credited = excluded.credited, available = excluded.available, held = excluded.held,
            spent = excluded.spent\
        """.formatted(SUMS);

    private static final String OVERDRAWN = """
        select count(*) from (
          select 1 from posting where job in (select job from posting where id > ? and job is not null) group by job
          having sum(case 'held' when target then amount when source then -amount else 0 end) < 0
              or sum(case 'spent' when target then amount when source then -amount else 0 end) < 0) overdrawn\
        """;

    /** A new one again and again, by the scheduler of the sweeps. */
    public static RecurringTask<Void> task(Database database, InstantSource clock) {
        return Tasks.recurring("proof", FixedDelay.of(PAUSE)).execute((_, _) -> renew(database, clock.instant()));
    }

    /** The last one; null before the first. */
    public static @Nullable StandingProof last(Database database) {
        return database.sql()
                .sql("select at, wrong from proof")
                .query((row, _) -> new StandingProof(row.getTimestamp("at").toInstant(), row.getInt("wrong")))
                .optional()
                .orElse(null);
    }

    /** Reads what was written since the last proof but one, at one moment. */
    static StandingProof renew(Database database, Instant now) {
        return database.transaction(tx -> {
            tx.sql().sql("set transaction isolation level repeatable read").update();
            var since = tx.sql()
                    .sql("select since from proof")
                    .query(Long.class)
                    .optional()
                    .orElse(0L);
            tx.sql().sql(FRESH).param(since).update();
            var suspects = disagreeing(tx);
            if (!suspects.isEmpty()) {
                tx.sql().sql(ANEW).param(Sql.array(tx, "uuid", suspects)).update();
                suspects = disagreeing(tx);
            }
            var overdrawn =
                    tx.sql().sql(OVERDRAWN).param(since).query(Integer.class).single();
            var proof = new StandingProof(now, suspects.size() + overdrawn);
            tx.sql().sql("""
                insert into proof (at, since, last, wrong)
                select ?, 0, coalesce(max(id), 0), ? from posting
                on conflict (one) do update
                set at = excluded.at, since = proof.last, last = excluded.last, wrong = excluded.wrong\
                """).params(Sql.time(now), proof.wrong()).update();
            return proof;
        });
    }

    private static List<UUID> disagreeing(Transaction tx) {
        return tx.sql()
                .sql("""
                    select b.account from balance b left join proven v on v.account = b.account
                    where (b.credited, b.available, b.held, b.spent)
                      is distinct from (coalesce(v.credited, 0), coalesce(v.available, 0), coalesce(v.held, 0), coalesce(v.spent, 0))\
                    """)
                .query((row, _) -> row.getObject("account", UUID.class))
                .list();
    }
}
