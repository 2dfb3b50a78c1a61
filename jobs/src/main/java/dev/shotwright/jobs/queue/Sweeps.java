package dev.shotwright.jobs.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What happens by time alone: delayed jobs come due, forgotten lanes wake, lost leases end, deadlines pass, clips expire. Any
 * number of processes may run them; db-scheduler sees to it that one at a time does.
 */
public final class Sweeps {
    /** A local job whose worker was lost so often fails: it is what kills them. */
    public static final int MOST_LOSSES = 3;

    private static final int AT_ONCE = 1000;
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final Failure LOST = new Failure(
            FailureCode.INTERNAL,
            "its workers were lost %d times".formatted(MOST_LOSSES),
            Retry.SAFE,
            Billing.NOT_BILLED,
            null);

    private final Database database;
    private final InstantSource clock;
    private final Ender ender;
    private final Bell bell;
    private final Consumer<List<StoredClip>> remover;

    /** @param remover takes clips out of the media store; clips that are gone already are no fault */
    public Sweeps(
            Database database, InstantSource clock, Endings endings, Bell bell, Consumer<List<StoredClip>> remover) {
        this.database = database;
        this.clock = clock;
        this.ender = new Ender(endings);
        this.bell = bell;
        this.remover = remover;
    }

    /**
     * Starts to sweep in the background.
     *
     * @param more tasks of others that are to be run by the same scheduler
     */
    public Scheduler start(List<RecurringTask<?>> more) {
        var tasks = new ArrayList<RecurringTask<?>>(List.of(
                task("queue-due", OFTEN, this::due),
                task("queue-lanes", OFTEN, this::lanes),
                task("queue-lost", OFTEN, this::lost),
                task("queue-late", OFTEN, this::late),
                task("queue-expired", SELDOM, this::expired),
                task("queue-workers", SELDOM, this::workers)));
        tasks.addAll(more);
        var scheduler = Scheduler.create(database.source())
                .startTasks(tasks)
                .clock(clock::instant)
                .threads(4)
                .pollingInterval(Duration.ofMillis(500))
                .pollUsingLockAndFetch(0.5, 1)
                .heartbeatInterval(Duration.ofSeconds(2))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
        scheduler.start();
        return scheduler;
    }

    private static RecurringTask<Void> task(String name, Duration pause, Runnable sweep) {
        return Tasks.recurring(name, FixedDelay.of(pause)).execute((_, _) -> sweep.run());
    }

    /** Queues the delayed jobs that are due. */
    public void due() {
        var lanes = new HashSet<Lanes.Key>();
        int moved;
        do {
            moved = database.transaction(transaction -> {
                var due = transaction
                        .sql()
                        .sql("""
                            update job set state = 1 where id = any(array(
                                select id from job where state = 0 and not_before <= :now
                                 order by not_before limit :most for update skip locked))
                            returning class, account\
                            """)
                        .param("now", Sql.time(clock.instant()))
                        .param("most", AT_ONCE)
                        .query((row, _) -> new Lanes.Key(JobRows.string(row, "class"), JobRows.uuid(row, "account")))
                        .list();
                lanes.addAll(due);
                Lanes.wake(transaction, Set.copyOf(due));
                return due.size();
            });
        } while (moved == AT_ONCE);
        lanes.stream()
                .map(Lanes.Key::capability)
                .distinct()
                .forEach(capability -> bell.ring(Channel.QUEUED, capability));
    }

    /** Wakes the lanes that have work and room and sleep. */
    public void lanes() {
        Lanes.wakeForgotten(database.sql());
    }

    /** Queues again what its worker has lost; fails what has lost too many. A job with an attempt at a vendor is never failed. */
    public void lost() {
        var given = new HashSet<Lanes.Key>();
        var ended = database.transaction(transaction -> {
            var jobs = transaction
                    .sql()
                    .sql("""
                        select job.*, exists (select from attempt a where a.job = job.id and a.vendor is not null) as sent
                          from job where state = 2 and lease_until < now() order by id limit :most for update of job skip locked\
                        """)
                    .param("most", AT_ONCE)
                    .query((row, number) -> new Lost(JobRows.job(row, number), row.getBoolean("sent")))
                    .list();
            var again = jobs.stream()
                    .filter(lost -> !lost.hopeless())
                    .map(Lost::job)
                    .toList();
            transaction
                    .sql()
                    .sql("""
                        update job set state = 1, losses = losses + 1, lease_until = null, progress = 0, phase = null
                         where id = any(?)\
                        """)
                    .param(Sql.array(transaction, "uuid", again, Job::id))
                    .update();
            var gone = ender.end(
                    transaction,
                    jobs.stream()
                            .filter(Lost::hopeless)
                            .map(lost -> Ender.Last.of(lost.job(), lost.end()))
                            .toList(),
                    clock.instant());
            var lanes = again.stream()
                    .map(job -> new Lanes.Key(job.capability(), job.account()))
                    .toList();
            given.addAll(lanes);
            Lanes.requeued(transaction, lanes);
            return gone;
        });
        given.stream()
                .map(Lanes.Key::capability)
                .distinct()
                .forEach(capability -> bell.ring(Channel.QUEUED, capability));
        tell(ended);
    }

    private record Lost(Job job, boolean sent) {
        /** Nobody is to take it up again. What a vendor may be drawing is carried on, cancelled or not. */
        boolean hopeless() {
            return !sent && (job.cancelled() || job.losses() + 1 >= MOST_LOSSES);
        }

        End end() {
            return job.cancelled() ? new End.Cancelled(Billing.NOT_BILLED, null) : new End.Failed(LOST, null);
        }
    }

    /** Ends what nobody has begun by its deadline. A job that was begun and lost with a vendor is not such a one. */
    public void late() {
        var ended = database.transaction(transaction -> {
            var jobs = transaction
                    .sql()
                    .sql("""
                        select * from job
                         where state in (0, 1) and deadline is not null and deadline <= :now
                           and not exists (select from attempt a where a.job = job.id and a.vendor is not null)
                         order by id limit :most for update skip locked\
                        """)
                    .param("now", Sql.time(clock.instant()))
                    .param("most", AT_ONCE)
                    .query(JobRows::job)
                    .list();
            return ender.end(
                    transaction,
                    jobs.stream()
                            .map(job -> Ender.Last.of(job, new End.Expired()))
                            .toList(),
                    clock.instant());
        });
        tell(ended);
    }

    /** Removes the clips whose time is over; the jobs and what they cost stay. */
    public void expired() {
        List<UUID> removed;
        do {
            removed = database.transaction(transaction -> {
                var jobs = transaction
                        .sql()
                        .sql("select * from job where expires <= :now order by expires limit :most for update skip"
                                + " locked")
                        .param("now", Sql.time(clock.instant()))
                        .param("most", AT_ONCE)
                        .query(JobRows::job)
                        .list();
                remover.accept(
                        jobs.stream().flatMap(job -> job.clips().stream()).toList());
                var ids = jobs.stream().map(Job::id).toList();
                transaction
                        .sql()
                        .sql("update job set clips = '[]', expires = null where id = any(?)")
                        .param(Sql.array(transaction, "uuid", ids))
                        .update();
                return ids;
            });
        } while (removed.size() == AT_ONCE);
    }

    /** Forgets workers that are long silent. */
    public void workers() {
        database.sql()
                .sql("delete from worker where seen < now() - make_interval(secs => ?)")
                .param(FORGOTTEN.toSeconds())
                .update();
    }

    private void tell(Set<UUID> ended) {
        ended.forEach(id -> bell.ring(Channel.ENDED, id.toString()));
    }
}
