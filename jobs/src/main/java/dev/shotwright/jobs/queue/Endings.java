package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Transaction;
import java.util.List;

/** Whoever must write something down in the same transaction in which jobs end. */
@FunctionalInterface
public interface Endings {
    void ended(Transaction transaction, List<Job> jobs);

    /** For a service without anybody to tell. */
    static Endings untold() {
        return (_, _) -> {};
    }
}
