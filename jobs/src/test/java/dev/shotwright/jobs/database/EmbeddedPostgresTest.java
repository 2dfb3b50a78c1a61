package dev.shotwright.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    /** Linux gives 32768 and above to outgoing connections, other systems higher ones. */
    private static final int LOWEST_OUTGOING_PORT = 32_768;

    @TempDir
    Path folder;

    private static String show(Database database, String setting) {
        return database.sql().sql("show " + setting).query(String.class).single();
    }

    @Test
    void a_database_is_durable_and_knows_only_who_has_the_password_of_its_folder() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(postgres.address(), 2)) {
            assertThat(List.of("fsync", "synchronous_commit", "full_page_writes"))
                    .allMatch(setting -> show(database, setting).equals("on"));
            assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(database, "unix_socket_directories")).isEmpty();
            assertThat(database.sql()
                            .sql("select distinct auth_method from pg_hba_file_rules")
                            .query(String.class)
                            .list())
                    .containsExactly("scram-sha-256");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(
                            () -> DriverManager.getConnection(postgres.address().url(), "shotwright", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(postgres.address().toString())
                    .doesNotContain(postgres.address().password());
        }
    }

    @Test
    void a_second_start_of_a_folder_is_refused_and_the_next_one_finds_everything() {
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(postgres.address(), 2)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(ShotwrightException.class)
                    .hasMessage("the data folder %s is in use by another service; stop that one, or give another folder"
                            .formatted(folder));
            database.sql().sql("create table kept as select 42 as answer").update();
        }
        assertThatThrownBy(() -> EmbeddedPostgres.running(folder)).hasMessageContaining("no service runs");
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(EmbeddedPostgres.running(folder), 2)) {
            assertThat(EmbeddedPostgres.running(folder)).isEqualTo(postgres.address());
            assertThat(database.sql()
                            .sql("select answer from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
    }

    @Test
    void a_server_that_is_killed_starts_again_and_has_lost_nothing() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(postgres.address(), 2)) {
            database.sql().sql("create table kept as select 42 as answer").update();
            var first = postgres.process();
            first.destroyForcibly();
            first.onExit().join();
            assertThat(answer(database)).isEqualTo(42);
            assertThat(postgres.process().pid()).isNotEqualTo(first.pid());
        }
    }

    private static int answer(Database database) throws InterruptedException {
        for (var i = 0; ; i++) {
            try {
                return database.sql()
                        .sql("select answer from kept")
                        .query(Integer.class)
                        .single();
            } catch (org.springframework.dao.DataAccessException fault) {
                if (i == 100) {
                    throw fault;
                }
                Thread.sleep(100);
            }
        }
    }

    @Test
    void a_server_whose_service_was_killed_is_taken_over_by_the_next() throws Exception {
        var service = start("serve");
        assertThat(AnotherProcess.says(service, "started")).isTrue();
        var orphan = Postmaster.of(folder.resolve("data"));
        assertThat(orphan).isNotNull();
        service.destroyForcibly().waitFor();
        assertThat(orphan.process().isAlive()).isTrue();
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(postgres.address(), 2)) {
            assertThat(postgres.process().pid()).isEqualTo(orphan.process().pid());
            assertThat(show(database, "fsync")).isEqualTo("on");
        }
        assertThat(Postmaster.of(folder.resolve("data"))).isNull();
    }

    @Test
    void a_server_that_does_not_know_the_folders_password_is_stopped_and_its_loss_is_told() throws Exception {
        var service = start("serve");
        assertThat(AnotherProcess.says(service, "started")).isTrue();
        var orphan = Postmaster.of(folder.resolve("data"));
        assertThat(orphan).isNotNull();
        service.destroyForcibly().waitFor();
        Files.writeString(folder.resolve("password"), "another");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder)).hasMessageContaining("password authentication failed");
        assertThat(orphan.process().onExit().get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void a_file_that_names_another_process_does_not_stop_the_start() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThat(postgres.process().isAlive()).isTrue();
        }
        var another = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    folder.resolve("data").resolve("postmaster.pid"),
                    "%d\n%s\n1\n1\n\n127.0.0.1\n\nready   \n".formatted(another.pid(), folder.resolve("data")));
            try (var postgres = EmbeddedPostgres.start(folder)) {
                assertThat(postgres.process().isAlive()).isTrue();
            }
        } finally {
            another.destroyForcibly();
        }
    }

    @Test
    void a_server_is_found_again_where_it_was_however_it_ended() throws Exception {
        var service = start("serve");
        assertThat(AnotherProcess.says(service, "started")).isTrue();
        var orphan = Postmaster.of(folder.resolve("data"));
        assertThat(orphan).isNotNull();
        assertThat(orphan.port()).isLessThan(LOWEST_OUTGOING_PORT);
        service.destroyForcibly().waitFor();
        orphan.process().destroyForcibly();
        orphan.process().onExit().join();
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(postgres.address(), 2)) {
            assertThat(Postmaster.of(folder.resolve("data")))
                    .extracting(Postmaster::port)
                    .isEqualTo(orphan.port());
            assertThat(show(database, "fsync")).isEqualTo("on");
        }
    }

    private Process start(String command) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherProcess.class.getName(),
                        command,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
