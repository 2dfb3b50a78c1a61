package dev.shotwright.jobs.database;

import java.sql.Connection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An open transaction; what is written through it is kept all or not at all. */
public final class Transaction {
    private final Connection connection;
    private final JdbcClient sql;

    Transaction(Connection connection) {
        this.connection = connection;
        this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    public JdbcClient sql() {
        return sql;
    }

    /** The connection, for statements over arrays. Whoever borrows it neither commits nor closes. */
    public Connection connection() {
        return connection;
    }

    /**
     * Commits without waiting for the disk: a crash of the database within the next moment may undo this transaction, but
     * never one that committed after it.
     */
    public void forgetful() {
        sql.sql("set local synchronous_commit = off").update();
    }
}
