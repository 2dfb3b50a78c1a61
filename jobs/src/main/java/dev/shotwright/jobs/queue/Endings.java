package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Whoever must write something down in the same transaction in which jobs end. */
@FunctionalInterface
public interface Endings {

    /** The rows of the jobs say already how they ended. */
    void ended(Transaction transaction, Collection<UUID> jobs, Instant now);

    /** For a service without anybody to tell. */
    static Endings untold() {
        return (_, _, _) -> {};
    }
}
