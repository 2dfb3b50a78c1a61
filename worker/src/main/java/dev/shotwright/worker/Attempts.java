package dev.shotwright.worker;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.queue.AttemptRow;
import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.queue.LeaseLost;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import java.time.Instant;

/** The rows in which tasks are kept; each change is on the disk before anything follows from it. */
final class Attempts {
    private final Claims claims;
    private final Database database;

    Attempts(Claims claims, Database database) {
        this.claims = claims;
        this.database = database;
    }

    /**
     * Keeps a change. A database that is away is waited for, since what a vendor has just said must not be forgotten.
     *
     * @throws LeaseLost if the job is another worker's by now
     */
    void save(Holding holding, int number, Instant started, Task task) {
        var row = row(holding.lease(), number, started, task);
        Persistence.insist(holding, () -> claims.save(holding.lease(), row));
    }

    private static AttemptRow row(Lease lease, int number, Instant started, Task task) {
        var settled = task.settlement();
        return new AttemptRow(
                lease.job(),
                number,
                lease.worker(),
                task.vendor(),
                started,
                task.ticket() == null ? null : task.attempts().getLast().answered(),
                task.ticket(),
                task.ended(),
                task.stage().word(),
                Documents.json().write(task),
                settled == null ? null : billing(task),
                settled == null ? null : settled.cost(),
                task.failure());
    }

    /** Whether the vendor bills a task that has ended. */
    static Billing billing(Task task) {
        var settled = task.settlement();
        return settled == null
                ? Billing.UNKNOWN
                : switch (settled.proof()) {
                    case VENDOR, USAGE -> Billing.BILLED;
                    case NOT_BILLED -> Billing.NOT_BILLED;
                    case UNPROVEN -> Billing.UNKNOWN;
                };
    }

    /** Whether a draw of a vendor's belongs to another job. */
    boolean owned(Lease lease, String vendor, String ticket) {
        return database.sql()
                        .sql("select count(*) from attempt where vendor = ? and ticket = ? and job <> ?")
                        .params(vendor, ticket, lease.job())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
