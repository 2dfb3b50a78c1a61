package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.jobs.ledger.Ledger;
import dev.shotwright.jobs.ledger.Settlement;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends jobs, in one transaction with everything that hangs on their end: money, lanes, and whoever is to be told. */
final class Ender {
    private static final String HOSTED = "hosted";

    private final Endings endings;

    Ender(Endings endings) {
        this.endings = endings;
    }

    /**
     * A job that is to end.
     *
     * @param fence the claim under which its worker ends it; absent where nobody has begun it, or a person ends it
     */
    record Last(
            UUID job,
            UUID account,
            String capability,
            JobState before,
            @Nullable Integer fence,
            @Nullable UUID worker,
            Document<VideoRequest> request,
            @Nullable Document<Tariff> tariff,
            Money held,
            End end) {

        static Last of(Finish finish) {
            var lease = finish.lease();
            return new Last(
                    lease.job(),
                    lease.account(),
                    lease.capability(),
                    JobState.RUNNING,
                    lease.fence(),
                    lease.worker(),
                    lease.request(),
                    lease.tariff(),
                    lease.held(),
                    finish.end());
        }

        static Last of(Job job, End end) {
            return new Last(
                    job.id(),
                    job.account(),
                    job.capability(),
                    job.state(),
                    job.fence(),
                    job.worker(),
                    job.request(),
                    job.tariff(),
                    job.held(),
                    end);
        }

        Lanes.Key lane() {
            return new Lanes.Key(capability, account);
        }

        @Nullable
        Money cost() {
            return Due.of(request, tariff, held, end);
        }
    }

    /**
     * Ends jobs. Locks the jobs by their ids, and changes those alone that still are where their end was decided: in the same
     * state, under the same claim.
     *
     * @return the jobs that were ended
     */
    Set<UUID> end(Transaction transaction, List<Last> all, Instant now) {
        if (all.isEmpty()) {
            return Set.of();
        }
        var ended = new HashSet<>(mark(transaction, all, now));
        var lasts = all.stream().filter(last -> ended.contains(last.job())).toList();
        if (lasts.isEmpty()) {
            return Set.of();
        }
        Ledger.settle(
                transaction,
                lasts.stream()
                        .filter(last -> !(last.end() instanceof End.InDoubt))
                        .map(last -> settlement(last))
                        .toList(),
                now);
        endAttempts(transaction, lasts, now);
        endings.ended(transaction, ended, now);
        var changes = new HashMap<Lanes.Key, Lanes.Change>();
        for (var last : lasts) {
            changes.merge(
                    last.lane(),
                    last.before() == JobState.RUNNING ? new Lanes.Change(1, 0) : new Lanes.Change(0, 1),
                    Lanes.Change::plus);
        }
        Lanes.change(transaction, changes);
        return ended;
    }

    /** A vendor's draw ends with its job, unless nobody knows whether it has. */
    private static void endAttempts(Transaction transaction, List<Last> lasts, Instant now) {
        var hosted = lasts.stream()
                .filter(last -> last.capability().equals(HOSTED) && !(last.end() instanceof End.InDoubt))
                .map(Last::job)
                .toList();
        if (!hosted.isEmpty()) {
            transaction
                    .sql()
                    .sql("update attempt set ended = ? where job = any(?) and ended is null")
                    .params(Sql.time(now), Sql.array(transaction, "uuid", hosted))
                    .update();
        }
    }

    private static Settlement settlement(Last last) {
        var cost = last.cost();
        return cost == null
                ? Settlement.release(last.account(), last.job())
                : new Settlement(last.account(), last.job(), cost.amount());
    }

    private static List<UUID> mark(Transaction transaction, List<Last> all, Instant now) {
        return transaction
                .sql()
                .sql("""
                    with e as (select * from unnest(:jobs, :before, :fences, :workers, :states, :usages, :failures, :clips, :costs, :expiries)
                                        as e (id, before, fence, worker, state, usage, failure, clips, cost, expires)),
                         mine as materialized (
                             select j.id from job j join e using (id)
                              where j.state = e.before and j.fence = e.fence and j.worker is not distinct from e.worker
                              order by j.id for update of j)
                    update job set state = e.state, ended = :now, usage = e.usage::jsonb, failure = e.failure::jsonb, clips = coalesce(e.clips::jsonb, '[]'),
                                   cost = e.cost, expires = e.expires, lease_until = null, phase = null,
                                   progress = case e.state when 3 then 1 else job.progress end
                      from mine join e using (id) where job.id = mine.id
                    returning job.id\
                    """)
                .param("jobs", Sql.array(transaction, "uuid", all, Last::job))
                .param(
                        "before",
                        Sql.array(
                                transaction, "int2", all, last -> last.before().number()))
                .param("fences", Sql.array(transaction, "int4", all, Last::fence))
                .param("workers", Sql.array(transaction, "uuid", all, Last::worker))
                .param(
                        "states",
                        Sql.array(
                                transaction,
                                "int2",
                                all,
                                last -> state(last.end()).number()))
                .param("usages", Sql.array(transaction, "text", all, last -> usage(last.end())))
                .param("failures", Sql.array(transaction, "text", all, last -> failure(last.end())))
                .param("clips", Sql.array(transaction, "text", all, last -> clips(last.end())))
                .param("costs", Sql.array(transaction, "numeric", all, last -> {
                    var cost = last.cost();
                    return cost == null ? null : cost.amount();
                }))
                .param("expiries", Sql.array(transaction, "timestamptz", all, last -> expires(last.end())))
                .param("now", Sql.time(now))
                .query((row, _) -> JobRows.uuid(row, "id"))
                .list();
    }

    private static JobState state(End end) {
        return switch (end) {
            case End.Succeeded _ -> JobState.SUCCEEDED;
            case End.Failed _ -> JobState.FAILED;
            case End.Cancelled _ -> JobState.CANCELLED;
            case End.InDoubt _ -> JobState.IN_DOUBT;
            case End.Expired _ -> JobState.EXPIRED;
        };
    }

    private static @Nullable String usage(End end) {
        var usage = Due.usage(end);
        return usage == null ? null : Documents.json().write(usage);
    }

    private static @Nullable String failure(End end) {
        return switch (end) {
            case End.Failed failed -> Documents.json().write(failed.failure());
            case End.InDoubt doubt -> Documents.json().write(doubt.failure());
            case End.Succeeded _, End.Cancelled _, End.Expired _ -> null;
        };
    }

    private static @Nullable String clips(End end) {
        return end instanceof End.Succeeded succeeded ? Documents.json().write(succeeded.clips()) : null;
    }

    private static @Nullable Object expires(End end) {
        return end instanceof End.Succeeded succeeded && succeeded.expires() != null
                ? Sql.time(succeeded.expires())
                : null;
    }

    /** The jobs of an account among these, by id, locked in that order. */
    static Map<UUID, Job> locked(Transaction transaction, UUID account, List<UUID> ids) {
        var jobs = new HashMap<UUID, Job>();
        transaction
                .sql()
                .sql("select * from job where id = any(?) and account = ? and deleted is null order by id for update")
                .params(Sql.array(transaction, "uuid", ids), account)
                .query(JobRows::job)
                .list()
                .forEach(job -> jobs.put(job.id(), job));
        return jobs;
    }
}
