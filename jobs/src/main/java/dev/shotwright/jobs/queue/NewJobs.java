package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.document.Documents;
import java.sql.Array;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Jobs as they are written for the first time, many with one statement. */
final class NewJobs {
    private NewJobs() {}

    /** Inserts jobs in their order. */
    static void insert(Transaction transaction, List<Job> jobs, List<@Nullable String> fingerprints) {
        var sql = transaction.sql().sql("""
            insert into job (id, batch, account, key, dialect, class, model, state, priority, not_before, deadline, request,
                             notices, tariff, plan, currency, held, tokens, idempotency, fingerprint, campaign, end_user,
                             client_reference, callback, request_id, created)
            select id, batch, account, key, dialect, class, model, state, priority, not_before, deadline, request::jsonb,
                   notices::jsonb, tariff::jsonb, plan::jsonb, currency, held, tokens, idempotency, fingerprint, campaign, end_user,
                   client_reference, callback, request_id, created
              from unnest(:id, :batch, :account, :key, :dialect, :class, :model, :state, :priority, :notBefore, :deadline,
                          :request, :notices, :tariff, :plan, :currency, :held, :tokens, :idempotency, :fingerprint, :campaign,
                          :endUser, :clientReference, :callback, :requestId, :created)
                   with ordinality as f (id, batch, account, key, dialect, class, model, state, priority, not_before, deadline,
                                         request, notices, tariff, plan, currency, held, tokens, idempotency, fingerprint,
                                         campaign, end_user, client_reference, callback, request_id, created, place)
             order by place\
            """);
        var columns = new Columns(transaction, jobs);
        sql.param("id", columns.of("uuid", Job::id))
                .param("batch", columns.of("uuid", Job::batch))
                .param("account", columns.of("uuid", Job::account))
                .param("key", columns.of("uuid", Job::key))
                .param("dialect", columns.of("text", Job::dialect))
                .param("class", columns.of("text", Job::capability))
                .param("model", columns.of("text", Job::model))
                .param("state", columns.of("int2", job -> job.state().number()))
                .param("priority", columns.of("int2", job -> (short) job.priority()))
                .param("notBefore", columns.of("timestamptz", job -> Sql.time(job.notBefore())))
                .param("deadline", columns.of("timestamptz", job -> Sql.timeOrNull(job.deadline())))
                .param("request", columns.of("text", job -> job.request().text()))
                .param("notices", columns.of("text", NewJobs::notices))
                .param("tariff", columns.of("text", job -> text(job.tariff())))
                .param("plan", columns.of("text", Job::plan))
                .param("currency", columns.of("text", job -> job.held().currency()))
                .param("held", columns.of("numeric", job -> job.held().amount()))
                .param("tokens", columns.of("int8", Job::tokens))
                .param("idempotency", columns.of("text", Job::idempotency))
                .param("fingerprint", Sql.array(transaction, "text", fingerprints))
                .param("campaign", columns.of("text", Job::campaign))
                .param("endUser", columns.of("text", Job::endUser))
                .param("clientReference", columns.of("text", Job::clientReference))
                .param("callback", columns.of("text", Job::callback))
                .param("requestId", columns.of("text", Job::requestId))
                .param("created", columns.of("timestamptz", job -> Sql.time(job.created())))
                .update();
    }

    private record Columns(Transaction transaction, List<Job> jobs) {
        Array of(String type, Function<Job, @Nullable Object> column) {
            return Sql.array(transaction, type, jobs, column);
        }
    }

    private static @Nullable Object text(@Nullable Document<?> document) {
        return document == null ? null : document.text();
    }

    private static Object notices(Job job) {
        return job.notices().isEmpty() ? "[]" : Documents.json().write(job.notices());
    }
}
