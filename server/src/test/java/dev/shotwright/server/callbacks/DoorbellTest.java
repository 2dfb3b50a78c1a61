package dev.shotwright.server.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Listening;
import dev.shotwright.jobs.database.TestDatabase;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DoorbellTest {
    @Test
    void of_a_flood_of_calls_those_alone_wake_somebody_that_name_a_draw_under_way() throws InterruptedException {
        try (var tables = TestDatabase.fresh();
                var listening = new Listening(tables.database());
                var doorbell = new Doorbell(tables.database())) {
            var sql = tables.database().sql();
            var account = UUID.randomUUID();
            var job = UUID.randomUUID();
            sql.sql("insert into account (id, name, currency, created) values (?, 'one', 'CNY', now())")
                    .param(account)
                    .update();
            sql.sql("insert into balance (account) values (?)").param(account).update();
            sql.sql("""
                insert into job (id, account, key, dialect, class, model, state, not_before, request, currency, held,
                                 tokens, created)
                values (?, ?, ?, 'native', 'hosted', 'ark/x', 2, now(), '{}', 'CNY', 0, 0, now())\
                """).params(job, account, UUID.randomUUID()).update();
            sql.sql("""
                insert into attempt (job, number, worker, vendor, started, ticket, state)
                values (?, 1, ?, 'ark', now(), 'cgt-true', 'running'), (?, 2, ?, 'kling', now(), 'cgt-false', 'running')\
                """).params(job, UUID.randomUUID(), job, UUID.randomUUID()).update();
            var heard = new LinkedBlockingQueue<String>();
            listening.on(Channel.CALLED, heard::add);
            while (!listening.connected()) {
                Thread.onSpinWait();
            }

            doorbell.ring("ark", "cgt-true");
            doorbell.ring("ark", "cgt-false");
            doorbell.ring("ark", "cgt-true'; drop table job; --");
            for (int i = 0; i < 100_000; i++) {
                doorbell.ring("ark", "cgt-forged-" + i);
            }

            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("ark cgt-true");
            var next = (String) null;
            while (next == null) {
                doorbell.ring("kling", "cgt-false");
                next = heard.poll(1, TimeUnit.SECONDS);
            }
            assertThat(next).isEqualTo("kling cgt-false");
            assertThat(heard).allMatch("kling cgt-false"::equals);
        }
    }
}
