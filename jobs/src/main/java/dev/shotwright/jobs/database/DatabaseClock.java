package dev.shotwright.jobs.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;

/**
 * The database's time. All processes of a service go by it, so that what one of them writes down means the same to the others,
 * however wrong the clocks of their machines are.
 */
public final class DatabaseClock extends Clock implements AutoCloseable {
    /*
     * The database is asked from time to time, and a counter that nobody can set tells what has passed since. An answer that
     * was long under way says little; while the database is away the counter goes on.
     */
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PROMPT = Duration.ofMillis(500);

    private final Database database;
    private final LongSupplier counter;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("database-clock").factory());
    private volatile Reading reading;

    /** What the database said when the counter stood somewhere. */
    private record Reading(Instant time, long counter) {}

    private DatabaseClock(Database database, LongSupplier counter) {
        this.database = database;
        this.counter = counter;
        this.reading = read();
    }

    /**
     * The time of a database that answers now.
     *
     * @throws DataAccessException if it does not
     */
    public static DatabaseClock of(Database database) {
        var clock = new DatabaseClock(database, System::nanoTime);
        var _ = clock.asking.scheduleWithFixedDelay(
                clock::follow, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return clock;
    }

    /** The time of a database that is asked when a test says so. */
    static DatabaseClock unwound(Database database, LongSupplier nanoseconds) {
        return new DatabaseClock(database, nanoseconds);
    }

    /** Asks again; an answer that took long is not believed. */
    void follow() {
        try {
            var before = counter.getAsLong();
            var now = read();
            if (counter.getAsLong() - before < PROMPT.toNanos()) {
                reading = now;
            }
        } catch (DataAccessException e) {
            System.getLogger(DatabaseClock.class.getName())
                    .log(System.Logger.Level.DEBUG, "the database does not tell the time: {0}", e.getMessage());
        }
    }

    private Reading read() {
        var before = counter.getAsLong();
        var time = database.sql()
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return new Reading(time, before + (counter.getAsLong() - before) / 2);
    }

    @Override
    public Instant instant() {
        var last = reading;
        return last.time().plusNanos(counter.getAsLong() - last.counter());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Elsewhere(this, zone);
    }

    /** The same time, told elsewhere. */
    private static final class Elsewhere extends Clock {
        private final Clock time;
        private final ZoneId zone;

        Elsewhere(Clock time, ZoneId zone) {
            this.time = time;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Elsewhere(time, other);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
