package dev.shotwright.jobs.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/**
 * An ear on the database's channels, on a connection of its own that is made again whenever it breaks. While it is broken
 * nothing is heard, and nothing is told later: whoever listens asks from time to time as well.
 */
public final class Listening implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(500);
    private static final System.Logger LOG = System.getLogger(Listening.class.getName());

    private final Database database;
    private final Map<Channel, List<Consumer<String>>> hearers = new EnumMap<>(Channel.class);
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean closed;

    public Listening(Database database) {
        this.database = database;
        for (var channel : Channel.values()) {
            hearers.put(channel, new CopyOnWriteArrayList<>());
        }
        thread = Thread.ofVirtual().name("listening").start(this::listen);
    }

    /**
     * Has every word of a channel told to somebody, one after the other and on one thread, so it must not take long.
     *
     * @return what ends it
     */
    public Runnable on(Channel channel, Consumer<String> hearer) {
        var all = hearersOf(channel);
        all.add(hearer);
        return () -> all.remove(hearer);
    }

    private List<Consumer<String>> hearersOf(Channel channel) {
        return java.util.Objects.requireNonNull(hearers.get(channel));
    }

    /** Whether anything can be heard just now. */
    public boolean connected() {
        return connected;
    }

    private void listen() {
        var quiet = false;
        while (!closed) {
            try (var connection = database.connect()) {
                subscribe(connection);
                connected = true;
                quiet = false;
                hear(connection.unwrap(PGConnection.class));
            } catch (SQLException fault) {
                connected = false;
                if (!closed && !quiet) {
                    LOG.log(System.Logger.Level.WARNING, "nothing is heard from the database: {0}", fault.getMessage());
                    quiet = true;
                }
                pause();
            }
        }
        connected = false;
    }

    private static void subscribe(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var channel : Channel.values()) {
                statement.execute("listen " + channel.word());
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        var silent = 0;
        while (!closed) {
            var heard = connection.getNotifications((int) TURN.toMillis());
            silent = heard.length == 0 ? silent + 1 : 0;
            if (silent >= 20) {
                probe((Connection) connection);
                silent = 0;
            }
            for (var notification : heard) {
                Arrays.stream(Channel.values())
                        .filter(channel -> channel.word().equals(notification.getName()))
                        .forEach(channel -> Arrays.stream(
                                        notification.getParameter().split(",", -1))
                                .forEach(word -> tell(channel, word)));
            }
        }
    }

    /** A broken network is silent as well; only a question finds it out. */
    private static void probe(Connection connection) throws SQLException {
        if (!connection.isValid(5)) {
            throw new SQLException("the connection is dead");
        }
    }

    private void tell(Channel channel, String word) {
        for (var hearer : hearersOf(channel)) {
            try {
                hearer.accept(word);
            } catch (RuntimeException fault) {
                LOG.log(System.Logger.Level.WARNING, "a listener of " + channel.word() + " failed", fault);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TURN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
