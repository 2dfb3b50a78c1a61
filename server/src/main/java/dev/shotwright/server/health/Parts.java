package dev.shotwright.server.health;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.storage.MediaStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The parts that the service stands on, each looked at once in some seconds however often it is asked about. */
@Component
class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final Database database;
    private final MediaStore store;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable Health last;
    private Instant at = Instant.EPOCH;

    Parts(Database database, MediaStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    Health health() {
        looking.lock();
        try {
            var known = last;
            if (known == null || !clock.instant().isBefore(at.plus(BELIEVED))) {
                known = look();
                last = known;
                at = clock.instant();
            }
            return known;
        } finally {
            looking.unlock();
        }
    }

    private Health look() {
        var parts = new LinkedHashMap<String, Health.State>();
        parts.put(
                "database",
                state(
                        "database",
                        () -> database.sql()
                                .sql("select 1")
                                .query(Integer.class)
                                .single()));
        parts.put("media", state("media", store::prove));
        var down = parts.containsValue(Health.State.DOWN);
        return new Health(down ? Health.State.DOWN : Health.State.UP, parts);
    }

    private static Health.State state(String part, Runnable proof) {
        try {
            proof.run();
            return Health.State.UP;
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be used", part, e);
            return Health.State.DOWN;
        }
    }
}
