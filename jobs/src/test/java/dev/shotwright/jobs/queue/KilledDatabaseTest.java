package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.EmbeddedPostgres;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledDatabaseTest {
    private static final int KILLS = 2;
    private static final int ENOUGH = 60;

    @TempDir
    Path folder;

    @Test
    void a_database_that_is_killed_under_load_loses_no_accepted_submission_and_stores_none_twice() throws Exception {
        var clock = Clock.systemUTC();
        var ids = Ids.secure(clock);
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(postgres.address(), 8)) {
            database.migrate();
            var accounts = new ArrayList<UUID>();
            for (var i = 0; i < 5; i++) {
                accounts.add(new Accounts(database, ids, clock)
                        .open(AccountTerms.unlimited("studio " + i, "CNY"), null)
                        .id());
            }
            Set<UUID> accepted = ConcurrentHashMap.newKeySet();
            var unknown = new AtomicInteger();
            var stop = new AtomicBoolean();
            try (var bell = new Bell(database);
                    var submissions = new Submissions(database, clock, ids, bell, 2);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < 16; i++) {
                    var account = accounts.get(i % accounts.size());
                    var _ = threads.submit(() -> {
                        while (!stop.get()) {
                            submit(submissions, account, accepted, unknown);
                        }
                    });
                }
                for (var i = 1; i <= KILLS; i++) {
                    awaitMore(accepted, ENOUGH);
                    kill();
                    awaitMore(accepted, ENOUGH);
                }
                stop.set(true);
            }
            var stored = new HashSet<>(database.sql()
                    .sql("select id from job")
                    .query((row, _) -> JobRows.uuid(row, "id"))
                    .list());
            assertThat(stored).containsAll(accepted);
            assertThat(stored.size() - accepted.size()).isBetween(0, unknown.get());
            assertThat(database.sql()
                            .sql("select count(*) from posting where kind = 'hold'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(stored.size());
            assertThat(database.sql()
                            .sql("select sum(held) = (select sum(held) from job) from balance")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    private static void submit(Submissions submissions, UUID account, Set<UUID> accepted, AtomicInteger unknown) {
        var submission =
                new Submission(account, account, "native", null, null, "f", Overload.WAIT, List.of(Shop.draw()));
        try {
            Shop.accepted(submissions.submit(submission)).forEach(job -> accepted.add(job.id()));
        } catch (ShotwrightException fault) {
            unknown.incrementAndGet();
        }
    }

    private static void awaitMore(Set<UUID> accepted, int more) throws InterruptedException {
        var enough = accepted.size() + more;
        while (accepted.size() < enough) {
            Thread.sleep(20);
        }
    }

    private void kill() throws Exception {
        var pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .getFirst();
        ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly();
    }
}
