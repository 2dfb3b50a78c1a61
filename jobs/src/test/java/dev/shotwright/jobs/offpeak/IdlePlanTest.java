package dev.shotwright.jobs.offpeak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.database.TestDatabase;
import org.junit.jupiter.api.Test;

class IdlePlanTest {

    @Test
    void jobs_that_wait_for_idle_workers_are_found_by_their_index_among_many_that_do_not() {
        try (var test = TestDatabase.fresh()) {
            var sql = test.database().sql();
            sql.sql("insert into account (id, name, currency, created) values (gen_random_uuid(), 'a', 'CNY', now())")
                    .update();
            sql.sql("insert into balance (account) select id from account").update();
            sql.sql("""
                insert into job (id, account, key, dialect, class, model, state, not_before, request, plan, currency, held, tokens, created)
                select gen_random_uuid(), a.id, a.id, 'native', 'clouds-' || i % 3, 'clouds', case when i % 10 = 0 then 0 else 3 end,
                       now() + interval '1 hour', '{}', case when i % 200 = 0 then '{"choice": "idle"}'::jsonb end, 'CNY', 0, 0, now()
                  from account a, generate_series(1, 20000) i\
                """).update();
            sql.sql("vacuum analyze job").update();
            var plan = String.join(
                    "\n",
                    sql.sql("explain " + IdleTime.USE.replace(":now", "now()"))
                            .query(String.class)
                            .list());
            assertThat(plan).contains("job_idle").doesNotContain("Seq Scan on job", "job_of_account");
        }
    }
}
