package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.jobs.ledger.Ledger;
import dev.shotwright.jobs.ledger.Settlement;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The jobs whose end nobody knows, since a vendor may have accepted them and cannot be asked. What they hold stays held until
 * somebody who found out says here how they ended, or until a worker finds the draw after all.
 */
public final class Doubts {
    private final Database database;
    private final InstantSource clock;
    private final Endings endings;
    private final Bell bell;

    public Doubts(Database database, InstantSource clock, Endings endings, Bell bell) {
        this.database = database;
        this.clock = clock;
        this.endings = endings;
        this.bell = bell;
    }

    /** The jobs in doubt of all accounts, those first that have been so longest. */
    public List<Job> list(int most) {
        return database.sql()
                .sql("select * from job where state = 7 order by ended limit ?")
                .param(most)
                .query(JobRows::job)
                .list();
    }

    /**
     * Says that the vendor billed a job that brought nothing.
     *
     * @param cost what the job's owner pays, at most what the job holds
     * @param note how it was found out
     * @param actor the key that was used; absent where it was done at the machine itself
     * @throws ShotwrightException with {@link ErrorCode#CONFLICT} if the job is in doubt no more, or there is none
     */
    public Job settle(UUID job, Money cost, String note, @Nullable UUID actor) {
        return end(job, cost, note, actor);
    }

    /**
     * Says that the vendor never drew a job or never billed it.
     *
     * @throws ShotwrightException with {@link ErrorCode#CONFLICT} if the job is in doubt no more, or there is none
     */
    public Job release(UUID job, String note, @Nullable UUID actor) {
        return end(job, null, note, actor);
    }

    private Job end(UUID id, @Nullable Money cost, String note, @Nullable UUID actor) {
        var now = clock.instant();
        var ended = database.transaction(transaction -> {
            var job = locked(transaction, id);
            if (cost != null
                    && (!cost.currency().equals(job.held().currency())
                            || cost.amount().signum() < 0
                            || cost.amount().compareTo(job.held().amount()) > 0)) {
                throw ShotwrightException.invalid("cost", cost, "0 to %s, which the job holds".formatted(job.held()));
            }
            Ledger.settle(
                    transaction,
                    List.of(new Settlement(job.account(), id, cost == null ? BigDecimal.ZERO : cost.amount())),
                    now);
            var after = transaction
                    .sql()
                    .sql("""
                        update job set state = 4, ended = :now, cost = :cost, failure = :failure::jsonb
                         where id = :id returning *\
                        """)
                    .param("now", Sql.time(now))
                    .param("cost", cost == null ? null : cost.amount())
                    .param("failure", Documents.json().write(failure(job, cost)))
                    .param("id", id)
                    .query(JobRows::job)
                    .single();
            endings.ended(transaction, Set.of(id), now);
            AuditTrail.record(
                    transaction,
                    now,
                    actor,
                    cost == null ? "job.release" : "job.settle",
                    Ids.write(Prefix.JOB, id),
                    Map.of("held", job.held(), "cost", cost == null ? "" : cost, "note", note));
            return after;
        });
        bell.ring(Channel.ENDED, id.toString());
        return ended;
    }

    private static Job locked(Transaction transaction, UUID id) {
        return transaction
                .sql()
                .sql("select * from job where id = ? and state = 7 for update")
                .param(id)
                .query(JobRows::job)
                .optional()
                .orElseThrow(() -> new ShotwrightException(
                        ErrorCode.CONFLICT, "job", "there is no job %s in doubt".formatted(Ids.write(Prefix.JOB, id))));
    }

    private static Failure failure(Job job, @Nullable Money cost) {
        var doubt = job.failure();
        var billing = cost == null ? Billing.NOT_BILLED : Billing.BILLED;
        return doubt == null
                ? new Failure(FailureCode.UNKNOWN, "nobody knew how it ended", Retry.SAFE, billing, null)
                : new Failure(doubt.code(), doubt.message(), Retry.SAFE, billing, doubt.raw());
    }
}
