package dev.shotwright.jobs.database;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database with all tables and no rows, for one test. All of a process are in one server, which forgets everything when
 * the process ends.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "template_of_tests";
    private static final int CONNECTIONS = 16;

    private final Database database;

    private TestDatabase(Server server, String name) {
        this.database = Database.open(server.postgres.address(name), CONNECTIONS);
    }

    /** The one server of the process, started when the first test asks. */
    private static final class Holder {
        private static final Server SERVER = Server.start();
    }

    private record Server(EmbeddedPostgres postgres, Database door, Path folder, AtomicInteger count) {

        static Server start() {
            try {
                var folder = Files.createTempDirectory("shotwright-test");
                var postgres = EmbeddedPostgres.start(folder, EmbeddedPostgres.FORGETFUL);
                var server = new Server(postgres, Database.open(postgres.address(), 1), folder, new AtomicInteger());
                Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "test-database"));
                server.door.sql().sql("create database " + TEMPLATE).update();
                try (var template = Database.open(postgres.address(TEMPLATE), 2)) {
                    template.migrate();
                }
                return server;
            } catch (IOException fault) {
                throw new ShotwrightException(
                        ErrorCode.STORAGE_FAILED, null, "no folder for a test's database: " + fault, fault);
            }
        }

        void stop() {
            door.close();
            postgres.close();
            try {
                PostgresBinaries.delete(folder);
            } catch (IOException e) {
                System.err.println("left behind: " + folder);
            }
        }
    }

    public static TestDatabase fresh() {
        var server = Holder.SERVER;
        var name = "test_" + server.count.incrementAndGet();
        server.door
                .sql()
                .sql("create database %s template %s strategy file_copy".formatted(name, TEMPLATE))
                .update();
        return new TestDatabase(server, name);
    }

    public Database database() {
        return database;
    }

    /** For a second pool, as another process would have it. */
    public DatabaseAddress address() {
        return database.address();
    }

    @Override
    public void close() {
        database.close();
    }
}
