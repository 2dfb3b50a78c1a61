package dev.shotwright.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void many_processes_that_start_at_once_migrate_once() throws Exception {
        try (var test = TestDatabase.fresh()) {
            test.database()
                    .sql()
                    .sql("drop schema public cascade; create schema public")
                    .update();
            var address = test.address();
            var processes = new ArrayList<Process>();
            for (var i = 0; i < 4; i++) {
                processes.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                AnotherProcess.class.getName(),
                                "migrate",
                                address.url(),
                                Objects.requireNonNull(address.user()),
                                Objects.requireNonNull(address.password()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (var process : processes) {
                assertThat(AnotherProcess.says(process, "ready")).isTrue();
            }
            for (var process : processes) {
                process.outputWriter().write("\n");
                process.outputWriter().flush();
            }
            for (var process : processes) {
                assertThat(AnotherProcess.says(process, "migrated")).isTrue();
                assertThat(process.waitFor()).isZero();
            }
            assertThat(test.database()
                            .sql()
                            .sql("select count(*) from flyway_schema_history where success and type = 'SQL'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(test.database()
                            .sql()
                            .sql("select count(distinct version) from flyway_schema_history")
                            .query(Integer.class)
                            .single())
                    .isPositive();
        }
    }

    @Test
    void a_database_that_is_newer_than_the_program_is_refused() {
        try (var test = TestDatabase.fresh()) {
            test.database().sql().sql("""
                insert into flyway_schema_history
                select 1000, '999', 'from tomorrow', 'SQL', 'V999__tomorrow.sql', 1, 'somebody', now(), 1, true\
                """).update();
            assertThatThrownBy(() -> test.database().migrate()).hasMessageContaining("999");
        }
    }

    /** A migration that has to wait until its test lets the table of migrations go. */
    private static void migratingBehindALock(BiConsumer<TestDatabase, Future<?>> meanwhile) throws Exception {
        try (var test = TestDatabase.fresh();
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var migration = test.database().transaction(transaction -> {
                transaction.sql().sql("lock table flyway_schema_history").update();
                var begun = thread.submit(() -> new Migration(test.database(), Duration.ofMillis(20)).run());
                meanwhile.accept(test, begun);
                return begun;
            });
            migration.get();
        }
    }

    /** What the session that watches over a migration asked last, and when; null before. */
    private static @Nullable String look(TestDatabase test) {
        return test.database().sql().sql("""
            select query_start::text from pg_stat_activity
             where datname = current_database() and query like 'select exists (select from pg_stat_activity%'\
            """).query(String.class).optional().orElse(null);
    }

    @Test
    void a_migration_at_work_is_left_alone_however_long_it_takes() throws Exception {
        migratingBehindALock((test, migration) -> {
            var looks = new HashSet<@Nullable String>();
            while (looks.size() < 10 && !migration.isDone()) {
                looks.add(look(test));
                LockSupport.parkNanos(5_000_000);
            }
            assertThat(migration.isDone()).isFalse();
        });
    }

    @Test
    void a_migration_that_nobody_can_watch_any_more_is_given_up() {
        assertThatThrownBy(() -> migratingBehindALock((test, migration) -> {
                    while (look(test) == null) {
                        LockSupport.parkNanos(5_000_000);
                    }
                    test.database().sql().sql("""
                        select pg_terminate_backend(l.pid) from pg_locks l
                         where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())\
                        """).query((_, _) -> true).list();
                    while (!migration.isDone()) {
                        LockSupport.parkNanos(5_000_000);
                    }
                }))
                .rootCause()
                .isNotNull();
    }

    @Test
    void what_throws_rolls_back() {
        try (var test = TestDatabase.fresh()) {
            test.database().sql().sql("create table number (value integer)").update();
            assertThatThrownBy(() -> test.database().transaction(transaction -> {
                        transaction.sql().sql("insert into number values (1)").update();
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
            assertThat(test.database()
                            .sql()
                            .sql("select count(*) from number")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void a_listener_hears_every_word_and_hears_again_after_its_connection_broke() throws Exception {
        try (var test = TestDatabase.fresh();
                var listening = new Listening(test.database())) {
            var heard = new LinkedBlockingQueue<String>();
            listening.on(Channel.QUEUED, heard::add);
            var notify = "select 1 from (select pg_notify('queued', ?)) told";
            awaitConnection(listening);
            test.database()
                    .sql()
                    .sql(notify)
                    .param("previz,hosted")
                    .query(Integer.class)
                    .single();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("previz");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hosted");

            test.database().sql().sql("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query ilike 'listen%'\
                """).query(Boolean.class).list();
            while (heard.isEmpty()) {
                test.database()
                        .sql()
                        .sql(notify)
                        .param("again")
                        .query(Integer.class)
                        .single();
                Thread.sleep(20);
            }
            assertThat(heard.poll()).isEqualTo("again");
        }
    }

    private static void awaitConnection(Listening listening) throws InterruptedException {
        while (!listening.connected()) {
            Thread.sleep(5);
        }
    }
}
