package dev.shotwright.jobs.database;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/** The way of a database's tables to how this program wants them, gone once for all the processes that start at the same time. */
final class Migration {
    /*
     * A statement may take hours and say nothing, and a connection that says nothing may be dead: no length of time tells one
     * from the other. So the session that holds the lock, and has nothing else to do, asks every few seconds whether the
     * database is at work for the others. If it gets no answer, or hears several times that nothing is done and nothing was for
     * half a minute, the migration is given up. Its lock ends with its session, and somebody else may begin.
     *
     * Flyway locks as well, but only once its own table stands; this lock is held from before the first look.
     */
    private static final long LOCK = 0x73686f7477726967L;

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int MOST_IDLE_LOOKS = 3;

    private final Database database;
    private final Duration betweenLooks;
    private final Connections connections = new Connections();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable String trouble;

    Migration(Database database) {
        this(database, BETWEEN_LOOKS);
    }

    Migration(Database database, Duration betweenLooks) {
        this.database = database;
        this.betweenLooks = betweenLooks;
    }

    /** The connections that migrate, which wait for an answer however long it takes. */
    private final class Connections extends AbstractDriverBasedDataSource {
        private final List<Connection> open = new CopyOnWriteArrayList<>();

        /** The server's, behind them. */
        private final List<Integer> processes = new CopyOnWriteArrayList<>();

        @Override
        protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
            var connection = database.connect(Duration.ZERO);
            processes.add(connection.unwrap(PGConnection.class).getBackendPID());
            open.add(connection);
            if (trouble != null) {
                connection.close();
                throw new SQLException(trouble);
            }
            return connection;
        }

        /** Whoever waits for an answer hears that there will be none. */
        void close() throws SQLException {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    /** @throws ShotwrightException if it fails, if the database does not answer, or if it is newer than this program */
    void run() {
        try (var lock = database.connect(SILENCE)) {
            await(lock);
            var watch = Thread.ofPlatform().name("migration").daemon().start(() -> watch(lock));
            try {
                migrate();
            } finally {
                done.countDown();
                watch.join();
            }
        } catch (FlywayException fault) {
            throw failed(trouble == null ? fault.getMessage() : trouble, fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw failed("nobody waits for it any more", fault);
        } catch (SQLException fault) {
            throw Database.translated(fault);
        }
    }

    private ShotwrightException failed(@Nullable String why, Exception cause) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                "database",
                "the tables of %s cannot be brought up to date: %s".formatted(database.address(), why),
                cause);
    }

    /** Another process may be at it for as long as it takes; a database that is gone is found out by asking. */
    private static void await(Connection connection) throws SQLException, InterruptedException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            while (!isTrue(statement.executeQuery())) {
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private static boolean isTrue(ResultSet rows) throws SQLException {
        try (rows) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:dev/shotwright/jobs/migrations")
                .validateMigrationNaming(true)
                .ignoreMigrationPatterns(new String[0])
                .cleanDisabled(true)
                .load()
                .migrate();
    }

    private void watch(Connection lock) {
        try {
            var idle = 0;
            while (!done.await(betweenLooks.toNanos(), TimeUnit.NANOSECONDS)) {
                idle = isAtWork(lock) ? 0 : idle + 1;
                if (idle == MOST_IDLE_LOOKS) {
                    giveUp("the database does nothing for it any more");
                    return;
                }
            }
        } catch (SQLException | RuntimeException fault) {
            giveUp("the database does not answer: " + fault.getMessage());
        } catch (InterruptedException fault) {
            giveUp("nobody watches over it any more");
        }
    }

    private boolean isAtWork(Connection lock) throws SQLException {
        var nobody = connections.processes.isEmpty();
        try (var statement = lock.prepareStatement("""
            select exists (select from pg_stat_activity
                            where pid = any(?) and (state = 'active' or state_change > now() - make_interval(secs => ?)))\
            """)) {
            statement.setArray(1, lock.createArrayOf("int4", connections.processes.toArray()));
            statement.setLong(2, SILENCE.toSeconds());
            return isTrue(statement.executeQuery()) || nobody;
        }
    }

    private void giveUp(String why) {
        trouble = why;
        try {
            connections.close();
        } catch (SQLException fault) {
            trouble = why + "; " + fault.getMessage();
        }
    }
}
