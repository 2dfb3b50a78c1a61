package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

    /** An attempt, and by what right it is written. */
    record Leased(Lease lease, AttemptRow attempt) {}

    /**
     * Writes attempts at different jobs while the jobs are locked, by their ids, and each only under its lease.
     *
     * @return the jobs whose leases held
     */
    static Set<UUID> save(Transaction transaction, List<Leased> all) {
        return Set.copyOf(transaction
                .sql()
                .sql("""
                    with a as (select * from unnest(:jobs, :fences, :holders, :numbers, :workers, :vendors, :started, :submitted, :tickets, :ended,
                                                    :states, :tasks, :billings, :costs, :currencies, :failures)
                                       as a (job, fence, holder, number, worker, vendor, started, submitted, ticket, ended,
                                             state, task, billing, cost, currency, failure)),
                         mine as materialized (
                             select j.id from job j join a on j.id = a.job
                              where j.fence = a.fence and j.worker = a.holder and j.state = 2
                              order by j.id for update of j)
                    insert into attempt (job, number, worker, vendor, started, submitted, ticket, ended, state, task, billing, cost, currency,
                                         failure)
                    select a.job, a.number, a.worker, a.vendor, a.started, a.submitted, a.ticket, a.ended, a.state, a.task::jsonb, a.billing, a.cost,
                           a.currency, a.failure::jsonb
                      from mine join a on a.job = mine.id
                        on conflict (job, number) do update
                       set worker = excluded.worker, vendor = excluded.vendor, submitted = excluded.submitted, ticket = excluded.ticket,
                           ended = excluded.ended, state = excluded.state, task = excluded.task, billing = excluded.billing,
                           cost = excluded.cost, currency = excluded.currency, failure = excluded.failure
                    returning job\
                    """)
                .param(
                        "jobs",
                        Sql.array(transaction, "uuid", all, one -> one.lease().job()))
                .param(
                        "fences",
                        Sql.array(transaction, "int4", all, one -> one.lease().fence()))
                .param(
                        "holders",
                        Sql.array(transaction, "uuid", all, one -> one.lease().worker()))
                .param("numbers", column(transaction, "int4", all, AttemptRow::number))
                .param("workers", column(transaction, "uuid", all, AttemptRow::worker))
                .param("vendors", column(transaction, "text", all, AttemptRow::vendor))
                .param("started", column(transaction, "timestamptz", all, row -> Sql.time(row.started())))
                .param("submitted", column(transaction, "timestamptz", all, row -> Sql.timeOrNull(row.submitted())))
                .param("tickets", column(transaction, "text", all, AttemptRow::ticket))
                .param("ended", column(transaction, "timestamptz", all, row -> Sql.timeOrNull(row.ended())))
                .param("states", column(transaction, "text", all, AttemptRow::state))
                .param("tasks", column(transaction, "text", all, AttemptRow::task))
                .param("billings", column(transaction, "text", all, AttemptRows::billing))
                .param(
                        "costs",
                        column(
                                transaction,
                                "numeric",
                                all,
                                row -> row.cost() == null ? null : row.cost().amount()))
                .param(
                        "currencies",
                        column(
                                transaction,
                                "text",
                                all,
                                row -> row.cost() == null ? null : row.cost().currency()))
                .param("failures", column(transaction, "text", all, AttemptRows::failure))
                .query((row, _) -> JobRows.uuid(row, "job"))
                .list());
    }

    private static Array column(
            Transaction transaction, String type, List<Leased> all, Function<AttemptRow, @Nullable Object> column) {
        return Sql.array(transaction, type, all, one -> column.apply(one.attempt()));
    }

    private static @Nullable String billing(AttemptRow row) {
        return row.billing() == null ? null : row.billing().word();
    }

    private static @Nullable String failure(AttemptRow row) {
        return row.failure() == null ? null : Documents.json().write(row.failure());
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
