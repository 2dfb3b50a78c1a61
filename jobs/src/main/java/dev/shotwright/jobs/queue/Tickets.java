package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Database;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What vendors call the draws of jobs. */
public final class Tickets {
    private final Database database;

    public Tickets(Database database) {
        this.database = database;
    }

    /** The ticket of a job's last attempt that a vendor accepted; null where none did. */
    public @Nullable String last(UUID job) {
        return database.sql()
                .sql("select ticket from attempt where job = ? and ticket is not null order by number desc limit 1")
                .param(job)
                .query((row, _) -> String.valueOf(row.getString("ticket")))
                .optional()
                .orElse(null);
    }
}
