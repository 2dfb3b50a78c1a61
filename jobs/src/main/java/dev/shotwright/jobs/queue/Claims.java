package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What workers do with the queue: take jobs under leases, keep the leases, tell how far they are, and how it ended. */
public final class Claims {
    /** How long a lease lasts from its last renewal, by the database's clock. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    /*
     * A claim commits without waiting for the disk. If the database crashes before the disk has it, the job is queued again
     * and its worker, whose writes all name their fence and themselves, has lost a lease; nothing that may not happen twice
     * has happened, since an attempt is committed with a wait, and what commits later on a disk is never there alone.
     */
    private final Database database;
    private final InstantSource clock;
    private final Ender ender;
    private final Bell bell;
    private final Together<Finish, Boolean> finishes =
            new Together<>("finishes", finish -> finish.lease().job(), this::finished);
    private final Together<AttemptRows.Leased, Boolean> saves =
            new Together<>("attempts", leased -> leased.lease().job(), this::saved);

    public Claims(Database database, InstantSource clock, Endings endings, Bell bell) {
        this.database = database;
        this.clock = clock;
        this.ender = new Ender(endings);
        this.bell = bell;
    }

    /**
     * Takes jobs, in each round at most one of a lane, the lane that is furthest behind first.
     *
     * @param free how many jobs of each capability the worker can take
     */
    public List<Lease> claim(UUID worker, Map<String, Integer> free) {
        var passing = database.transaction(transaction -> {
            transaction.forgetful();
            var taken = new ArrayList<Job>();
            new TreeMap<>(free).forEach((capability, slots) -> take(transaction, worker, capability, slots, taken));
            return leases(transaction, worker, taken);
        });
        return passing.isEmpty() ? waiting(worker, free) : passing;
    }

    private static void take(Transaction transaction, UUID worker, String capability, int free, List<Job> taken) {
        var left = free;
        while (left > 0) {
            var round = ClaimStatement.passing(transaction, worker, capability, left);
            if (round.isEmpty()) {
                return;
            }
            taken.addAll(round);
            left -= round.size();
        }
    }

    /** Each in a transaction of its own, since whoever waits for a lane must not hold those that it found empty. */
    private List<Lease> waiting(UUID worker, Map<String, Integer> free) {
        for (var entry : new TreeMap<>(free).entrySet()) {
            if (entry.getValue() > 0) {
                var taken = database.transaction(transaction -> {
                    transaction.forgetful();
                    var jobs = new ArrayList<>(ClaimStatement.waiting(transaction, worker, entry.getKey()));
                    if (!jobs.isEmpty()) {
                        take(transaction, worker, entry.getKey(), entry.getValue() - jobs.size(), jobs);
                    }
                    return leases(transaction, worker, jobs);
                });
                if (!taken.isEmpty()) {
                    return taken;
                }
            }
        }
        return List.of();
    }

    private static List<Lease> leases(Transaction transaction, UUID worker, List<Job> jobs) {
        var before = jobs.stream().filter(job -> job.fence() > 1).map(Job::id).toList();
        Map<UUID, List<AttemptRow>> attempts = before.isEmpty()
                ? Map.of()
                : AttemptRows.of(transaction.sql(), before).stream().collect(Collectors.groupingBy(AttemptRow::job));
        return jobs.stream()
                .map(job -> new Lease(
                        job.id(),
                        job.account(),
                        worker,
                        job.fence(),
                        job.capability(),
                        job.model(),
                        job.request(),
                        job.tariff(),
                        job.held(),
                        job.batch(),
                        job.requestId(),
                        attempts.getOrDefault(job.id(), List.of()),
                        job.created(),
                        job.cancelled()))
                .toList();
    }

    /** Takes a job that was in doubt, since its draw has been found after all; null if it is in doubt no more. */
    public @Nullable Lease reopen(UUID worker, UUID job) {
        return database.transaction(transaction -> {
            var taken = transaction
                    .sql()
                    .sql("""
                        update job set state = 2, worker = :worker, fence = fence + 1, ended = null, failure = null,
                                       lease_until = now() + make_interval(secs => :seconds)
                         where id = :job and state = 7 returning *\
                        """)
                    .param("worker", worker)
                    .param("seconds", LEASE.toSeconds())
                    .param("job", job)
                    .query(JobRows::job)
                    .list();
            for (var one : taken) {
                Lanes.change(
                        transaction, Map.of(new Lanes.Key(one.capability(), one.account()), new Lanes.Change(-1, 0)));
            }
            return taken.isEmpty() ? null : leases(transaction, worker, taken).getFirst();
        });
    }

    /**
     * Renews a worker's leases, locking their rows by id, so that nobody who does the same can be in a deadlock with it.
     *
     * @return which were lost, and which jobs are to be cancelled
     */
    public Standing renew(Collection<Lease> leases) {
        return renew(leases, LEASE);
    }

    private Standing renew(Collection<Lease> leases, Duration length) {
        if (leases.isEmpty()) {
            return new Standing(Set.of(), Set.of());
        }
        var cancelled = new HashSet<UUID>();
        var lost = leases.stream().map(Lease::job).collect(Collectors.toCollection(HashSet::new));
        database.transaction(transaction -> {
            transaction.forgetful();
            return transaction
                    .sql()
                    .sql("""
                        with mine as materialized (
                                 select j.id from job j join unnest(:jobs, :fences, :workers) l (id, fence, worker) using (id)
                                  where j.state = 2 and j.fence = l.fence and j.worker = l.worker
                                  order by j.id for update of j)
                        update job set lease_until = now() + make_interval(secs => :seconds)
                          from mine where job.id = mine.id returning job.id, job.cancel\
                        """)
                    .param("jobs", Sql.array(transaction, "uuid", leases, Lease::job))
                    .param("fences", Sql.array(transaction, "int4", leases, Lease::fence))
                    .param("workers", Sql.array(transaction, "uuid", leases, Lease::worker))
                    .param("seconds", length.toSeconds())
                    .query((row, _) -> {
                        var job = JobRows.uuid(row, "id");
                        if (row.getBoolean("cancel")) {
                            cancelled.add(job);
                        }
                        return lost.remove(job);
                    })
                    .list();
        });
        return new Standing(lost, cancelled);
    }

    /** The jobs among these whose owner wants them stopped, and the leases that are lost; renews nothing. */
    public Standing look(Collection<Lease> leases) {
        if (leases.isEmpty()) {
            return new Standing(Set.of(), Set.of());
        }
        var cancelled = new HashSet<UUID>();
        var fences = leases.stream().collect(Collectors.toMap(Lease::job, lease -> lease));
        var lost = new HashSet<>(fences.keySet());
        database.sql()
                .sql("select id, fence, worker, cancel from job where id = any(?) and state = 2")
                .param(fences.keySet().toArray(UUID[]::new))
                .query((row, _) -> {
                    var lease = fences.get(JobRows.uuid(row, "id"));
                    if (lease != null
                            && row.getInt("fence") == lease.fence()
                            && lease.worker().equals(row.getObject("worker", UUID.class))) {
                        lost.remove(lease.job());
                        if (row.getBoolean("cancel")) {
                            cancelled.add(lease.job());
                        }
                    }
                    return lost;
                })
                .list();
        return new Standing(lost, cancelled);
    }

    /** Writes how far jobs have come, in one statement; what belongs to lost leases changes nothing. */
    public void advance(Collection<Advance> advances) {
        if (advances.isEmpty()) {
            return;
        }
        database.transaction(transaction -> {
            transaction.forgetful();
            return transaction
                    .sql()
                    .sql("""
                        with mine as materialized (
                                 select j.id, l.progress, l.phase
                                   from job j join unnest(:jobs, :fences, :workers, :progress, :phases) l (id, fence, worker, progress, phase)
                                  using (id)
                                  where j.state = 2 and j.fence = l.fence and j.worker = l.worker
                                  order by j.id for update of j)
                        update job set progress = mine.progress, phase = mine.phase from mine where job.id = mine.id\
                        """)
                    .param(
                            "jobs",
                            Sql.array(
                                    transaction,
                                    "uuid",
                                    advances,
                                    advance -> advance.lease().job()))
                    .param(
                            "fences",
                            Sql.array(
                                    transaction,
                                    "int4",
                                    advances,
                                    advance -> advance.lease().fence()))
                    .param(
                            "workers",
                            Sql.array(
                                    transaction,
                                    "uuid",
                                    advances,
                                    advance -> advance.lease().worker()))
                    .param("progress", Sql.array(transaction, "float4", advances, advance ->
                            (float) advance.progress()))
                    .param("phases", Sql.array(transaction, "text", advances, Advance::phase))
                    .update();
        });
    }

    /**
     * Writes an attempt as it stands, for good: it is on the disk when this returns. Those that are written at the same time share
     * a transaction.
     *
     * @throws LeaseLost if the job is no longer this worker's; nothing is written
     */
    public void save(Lease lease, AttemptRow attempt) {
        if (!attempt.job().equals(lease.job())) {
            throw new IllegalArgumentException("an attempt at another job");
        }
        if (!saves.ask(new AttemptRows.Leased(lease, attempt))) {
            throw new LeaseLost(lease);
        }
    }

    private List<Boolean> saved(List<AttemptRows.Leased> attempts) {
        var written = database.transaction(transaction -> AttemptRows.save(transaction, attempts));
        return attempts.stream()
                .map(leased -> written.contains(leased.lease().job()))
                .toList();
    }

    /** Everything that was tried for a job, first to last. */
    public List<AttemptRow> attempts(UUID job) {
        return AttemptRows.of(database.sql(), List.of(job));
    }

    /**
     * Ends a job, with all that hangs on it. Those that end at the same time share a transaction, and what is wrong with one of
     * them does not keep the others from ending.
     *
     * @return false if its lease was lost: nothing was changed
     */
    public boolean finish(Finish finish) {
        return finishes.ask(finish);
    }

    private List<Boolean> finished(List<Finish> all) {
        var lost = finish(all);
        return all.stream().map(finish -> !lost.contains(finish.lease().job())).toList();
    }

    /**
     * Ends jobs, with all that hangs on it, in one transaction.
     *
     * @return the jobs whose leases were lost: nothing was changed for them
     */
    public Set<UUID> finish(List<Finish> finishes) {
        var ended = database.transaction(transaction ->
                ender.end(transaction, finishes.stream().map(Ender.Last::of).toList(), clock.instant()));
        ended.forEach(id -> bell.ring(Channel.ENDED, id.toString()));
        return finishes.stream()
                .map(finish -> finish.lease().job())
                .filter(id -> !ended.contains(id))
                .collect(Collectors.toSet());
    }

    /** Gives jobs back unfinished: others may take them at once. It does not count as a loss. */
    public void giveBack(Collection<Lease> leases) {
        if (leases.isEmpty()) {
            return;
        }
        var given = database.transaction(transaction -> {
            var back = transaction
                    .sql()
                    .sql("""
                        with mine as materialized (
                                 select j.id from job j join unnest(:jobs, :fences, :workers) l (id, fence, worker) using (id)
                                  where j.state = 2 and j.fence = l.fence and j.worker = l.worker
                                  order by j.id for update of j)
                        update job set state = 1, lease_until = null, progress = 0, phase = null
                          from mine where job.id = mine.id returning job.class, job.account\
                        """)
                    .param("jobs", Sql.array(transaction, "uuid", leases, Lease::job))
                    .param("fences", Sql.array(transaction, "int4", leases, Lease::fence))
                    .param("workers", Sql.array(transaction, "uuid", leases, Lease::worker))
                    .query((row, _) -> new Lanes.Key(JobRows.string(row, "class"), JobRows.uuid(row, "account")))
                    .list();
            Lanes.requeued(transaction, back);
            return back;
        });
        given.stream()
                .map(Lanes.Key::capability)
                .distinct()
                .forEach(capability -> bell.ring(Channel.QUEUED, capability));
    }
}
