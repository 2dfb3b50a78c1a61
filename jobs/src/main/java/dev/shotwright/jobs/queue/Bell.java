package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/**
 * Tells other processes through the database's channels that something has happened, at most twenty times a second. What is
 * not told, because the process ends or the database is away, is found out by asking.
 */
public final class Bell implements AutoCloseable {
    private static final int LONGEST_MESSAGE = 7000;
    private static final long PAUSE = 50;

    private final Database database;
    private final ScheduledExecutorService ringer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("bell").daemon().factory());
    private final Map<Channel, Set<String>> words = new EnumMap<>(Channel.class);
    private boolean due;

    public Bell(Database database) {
        this.database = database;
    }

    /** Tells a word, soon and not more than once. Words of a channel are joined with commas. */
    public void ring(Channel channel, String word) {
        synchronized (words) {
            words.computeIfAbsent(channel, _ -> new LinkedHashSet<>()).add(word);
            if (due || ringer.isShutdown()) {
                return;
            }
            due = true;
        }
        var _ = ringer.schedule(this::tell, PAUSE, TimeUnit.MILLISECONDS);
    }

    private void tell() {
        Map<Channel, Set<String>> told;
        synchronized (words) {
            told = new EnumMap<>(words);
            words.clear();
            due = false;
        }
        try {
            told.forEach((channel, all) -> {
                var message = new StringBuilder();
                for (var word : all) {
                    if (message.length() + word.length() >= LONGEST_MESSAGE) {
                        send(channel, message);
                    }
                    message.append(message.isEmpty() ? "" : ",").append(word);
                }
                send(channel, message);
            });
        } catch (DataAccessException fault) {
            System.getLogger(Bell.class.getName())
                    .log(System.Logger.Level.WARNING, "nobody was told of {0}: {1}", told.keySet(), fault.getMessage());
        }
    }

    private void send(Channel channel, StringBuilder message) {
        channel.tell(database.sql(), message.toString());
        message.setLength(0);
    }

    @Override
    public void close() {
        ringer.close();
    }
}
