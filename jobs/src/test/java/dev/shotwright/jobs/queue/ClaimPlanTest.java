package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimPlanTest {

    @Test
    void the_claim_takes_lanes_and_jobs_from_their_indexes_and_never_sorts_or_reads_a_backlog() {
        try (var shop = new Shop()) {
            shop.database.sql().sql("""
                with opened as (
                         insert into account (id, name, currency, created)
                         select gen_random_uuid(), 'studio ' || i, 'CNY', now() from generate_series(0, 999) i returning id)
                insert into balance (account) select id from opened\
                """).update();
            shop.database.sql().sql("""
                insert into lane (class, account, active, max_running, weight, vtime)
                select 'previz', id, true, 50, 1, random() * 100 from account\
                """).update();
            shop.database.sql().sql("""
                insert into job (id, account, key, dialect, class, model, state, not_before, request, currency, held, tokens, created)
                select gen_random_uuid(), a.id, a.id, 'native', 'previz', 'previz', 1, now(), '{}', 'CNY', 0, 0, now()
                  from account a, generate_series(1, case a.name when 'studio 0' then 30000 else 20 end)\
                """).update();
            shop.database.sql().sql("vacuum analyze job").update();
            shop.database.sql().sql("vacuum analyze lane").update();
            var statement = ClaimStatement.CLAIM
                    .formatted("skip locked")
                    .replace(":class", "$1")
                    .replace(":free", "$2")
                    .replace(":worker", "$3")
                    .replace(":seconds", "$4");
            List<String> lines = shop.database.transaction(transaction -> {
                transaction
                        .sql()
                        .sql("prepare claim (text, int, uuid, int) as " + statement)
                        .update();
                return transaction
                        .sql()
                        .sql("explain (analyze, buffers off, timing off) execute claim ('previz', 8, '%s', 30)"
                                .formatted(shop.ids.next()))
                        .query((row, _) -> JobRows.string(row, "QUERY PLAN"))
                        .list();
            });
            var plan = String.join("\n", lines);
            assertThat(plan)
                    .contains("using lane_ready on lane")
                    .contains("using job_queued on job")
                    .doesNotContain("Sort")
                    .doesNotContain("job_named", "job_of_account", "Seq Scan on job");
            assertThat(plan.lines().filter(line -> line.contains("using job_queued on job") && line.contains("rows=")))
                    .allMatch(line -> actualRows(line) <= 2, "a job and the next are read of each lane");
        }
    }

    private static double actualRows(String line) {
        var from = line.lastIndexOf("rows=") + 5;
        return Double.parseDouble(line.substring(from, line.indexOf(' ', from)));
    }
}
