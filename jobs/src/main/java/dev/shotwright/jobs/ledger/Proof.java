package dev.shotwright.jobs.ledger;

import dev.shotwright.jobs.database.Database;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * Whether the books are right, all read at one moment.
 *
 * @param sum of all purses less all that was credited; 0
 * @param wrong the accounts whose kept balance is not the sum of its postings; none
 * @param overdrawn the jobs of which more was settled and released than they held; none
 */
public record Proof(BigDecimal sum, List<UUID> wrong, List<UUID> overdrawn) {
    public Proof {
        wrong = List.copyOf(wrong);
        overdrawn = List.copyOf(overdrawn);
    }

    public boolean holds() {
        return sum.signum() == 0 && wrong.isEmpty() && overdrawn.isEmpty();
    }

    /** Reads every posting there is. */
    public static Proof of(Database database) {
        return database.transaction(tx -> {
            tx.sql()
                    .sql("set transaction isolation level repeatable read, read only")
                    .update();
            var sum = tx.sql()
                    .sql("select coalesce(sum(available + held + spent - credited), 0) as sum from balance")
                    .query((row, _) -> row.getBigDecimal("sum"))
                    .single();
            var wrong = tx.sql()
                    .sql("""
                        select b.account from balance b left join (
                          select account, sum(amount) filter (where source = 'credited') as paid,
                                 sum(amount) filter (where target = 'credited') as repaid,
                                 sum(case when target = 'available' then amount when source = 'available' then -amount end) as available,
                                 sum(case when target = 'held' then amount when source = 'held' then -amount end) as held,
                                 sum(case when target = 'spent' then amount when source = 'spent' then -amount end) as spent
                          from posting group by account) p on p.account = b.account
                        where (b.credited, b.available, b.held, b.spent)
                          is distinct from (coalesce(p.paid, 0) - coalesce(p.repaid, 0), coalesce(p.available, 0),
                                            coalesce(p.held, 0), coalesce(p.spent, 0))
                        order by b.account\
                        """)
                    .query((row, _) -> row.getObject("account", UUID.class))
                    .list();
            var overdrawn = tx.sql()
                    .sql("""
                        select job from posting where job is not null group by job
                        having sum(case when target = 'held' then amount when source = 'held' then -amount else 0 end) < 0
                            or sum(case when target = 'spent' then amount when source = 'spent' then -amount else 0 end) < 0
                        order by job\
                        """)
                    .query((row, _) -> row.getObject("job", UUID.class))
                    .list();
            return new Proof(sum, wrong, overdrawn);
        });
    }
}
