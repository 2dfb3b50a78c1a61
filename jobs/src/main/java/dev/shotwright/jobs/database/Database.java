package dev.shotwright.jobs.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.shotwright.vocabulary.ShotwrightException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** A pool of connections to the service's database. */
public final class Database implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final SQLExceptionSubclassTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final JdbcClient sql;

    private Database(DatabaseAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
        this.sql = JdbcClient.create(pool);
    }

    /**
     * Opens a pool; connections are made as they are needed.
     *
     * @param connections how many at most
     */
    public static Database open(DatabaseAddress address, int connections) {
        return open(address, connections, PATIENCE);
    }

    /**
     * The same for somebody who must not wait long.
     *
     * @param patience how long a connection is waited for while none is free or the database is away
     */
    public static Database open(DatabaseAddress address, int connections, Duration patience) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(connections, 2));
        config.setConnectionTimeout(patience.toMillis());
        config.setValidationTimeout(patience.dividedBy(2).toMillis());
        config.setInitializationFailTimeout(-1);
        properties().forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
        return new Database(address, new HikariDataSource(config));
    }

    /**
     * A connection that hears nothing for half a minute has lost its server; nothing here waits longer for an answer. A server
     * that hears nothing asks whether we are there, and soon lets go of what the dead have locked.
     * Statements keep the plan that they have once: planning the claim takes longer than running it. What is read lies in
     * memory, so that a page from anywhere costs hardly more than the next one: without saying so, a few accounts among thousands
     * are looked for by reading them all.
     */
    private static Properties properties() {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "shotwright");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", String.valueOf(SILENCE.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(
                "options",
                "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c jit=off"
                        + " -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3");
        return properties;
    }

    /** Single statements, each a transaction of its own. */
    public JdbcClient sql() {
        return sql;
    }

    public DataSource source() {
        return pool;
    }

    public DatabaseAddress address() {
        return address;
    }

    /** What is done within a transaction. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T run(Transaction transaction) throws SQLException;
    }

    /**
     * Does something in a transaction of its own (read committed) and commits; whatever it throws rolls back.
     *
     * @throws DataAccessException if the database refuses or cannot be reached
     */
    public <T extends @Nullable Object> T transaction(Work<T> work) {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.run(new Transaction(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error fault) {
                rollBack(connection, fault);
                throw fault;
            }
        } catch (SQLException fault) {
            throw translated(fault);
        }
    }

    /** Whether the same may succeed a moment later: the server was away, or others were in the way. */
    public static boolean passes(DataAccessException fault) {
        return fault instanceof TransientDataAccessException
                || fault instanceof RecoverableDataAccessException
                || fault instanceof NonTransientDataAccessResourceException;
    }

    private static void rollBack(Connection connection, Throwable fault) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            fault.addSuppressed(second);
        }
    }

    static DataAccessException translated(SQLException fault) {
        var translated = TRANSLATOR.translate("a statement", null, fault);
        return translated == null ? new UncategorizedSQLException("a statement", null, fault) : translated;
    }

    /**
     * Brings the tables up to date, once for all the processes that start at the same time.
     *
     * @throws ShotwrightException if a migration fails, if the database does not answer, or if it is newer than this program
     */
    public void migrate() {
        new Migration(this).run();
    }

    /** A connection beside the pool, which its user closes, and which waits for an answer as long as the pool's do. */
    Connection connect() throws SQLException {
        return connect(SILENCE);
    }

    /** @param silence how long it waits for an answer; zero for however long it takes */
    Connection connect(Duration silence) throws SQLException {
        var properties = properties();
        properties.setProperty("socketTimeout", String.valueOf(silence.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(PATIENCE.toSeconds()));
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        return DriverManager.getConnection(address.url(), properties);
    }

    @Override
    public void close() {
        pool.close();
    }
}
