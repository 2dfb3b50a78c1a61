package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts in their table. */
final class AttemptRows {
    private AttemptRows() {}

    static List<AttemptRow> of(JdbcClient sql, List<UUID> jobs) {
        return sql.sql("select * from attempt where job = any(?) order by job, number")
                .param(jobs.toArray(UUID[]::new))
                .query(AttemptRows::row)
                .list();
    }

    /** Writes an attempt while the job is locked, and only under its lease. */
    static int save(Transaction transaction, Lease lease, AttemptRow attempt) {
        return transaction
                .sql()
                .sql("""
                    with mine as materialized (
                             select id from job where id = :job and fence = :fence and worker = :worker and state = 2 for update)
                    insert into attempt (job, number, worker, vendor, started, submitted, ticket, ended, state, task, billing, cost, currency,
                                         failure)
                    select id, :number, :worker, :vendor, :started, :submitted, :ticket, :ended, :state, :task::jsonb, :billing, :cost,
                           :currency, :failure::jsonb
                      from mine
                        on conflict (job, number) do update
                       set worker = excluded.worker, vendor = excluded.vendor, submitted = excluded.submitted, ticket = excluded.ticket,
                           ended = excluded.ended, state = excluded.state, task = excluded.task, billing = excluded.billing,
                           cost = excluded.cost, currency = excluded.currency, failure = excluded.failure\
                    """)
                .param("job", lease.job())
                .param("fence", lease.fence())
                .param("worker", lease.worker())
                .param("number", attempt.number())
                .param("vendor", attempt.vendor())
                .param("started", Sql.time(attempt.started()))
                .param("submitted", time(attempt.submitted()))
                .param("ticket", attempt.ticket())
                .param("ended", time(attempt.ended()))
                .param("state", attempt.state())
                .param("task", attempt.task())
                .param(
                        "billing",
                        attempt.billing() == null ? null : attempt.billing().word())
                .param("cost", attempt.cost() == null ? null : attempt.cost().amount())
                .param(
                        "currency",
                        attempt.cost() == null ? null : attempt.cost().currency())
                .param(
                        "failure",
                        attempt.failure() == null ? null : Documents.json().write(attempt.failure()))
                .update();
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : Sql.time(instant);
    }

    private static AttemptRow row(ResultSet row, int number) throws SQLException {
        var billing = row.getString("billing");
        var failure = row.getString("failure");
        return new AttemptRow(
                JobRows.uuid(row, "job"),
                row.getInt("number"),
                JobRows.uuid(row, "worker"),
                row.getString("vendor"),
                JobRows.instant(row, "started"),
                JobRows.instantOrNull(row, "submitted"),
                row.getString("ticket"),
                JobRows.instantOrNull(row, "ended"),
                JobRows.string(row, "state"),
                row.getString("task"),
                billing == null ? null : Spelled.parse(Billing.class, "billing", billing),
                JobRows.money(row.getBigDecimal("cost"), row.getString("currency")),
                failure == null ? null : Documents.json().read(Failure.class, failure));
    }
}
