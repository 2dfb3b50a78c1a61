package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Transaction;
import java.util.List;
import java.util.UUID;

/** The claim: the best job of each of the lanes that are furthest behind. */
final class ClaimStatement {
    /*
     * Locks: the lanes, then one queued job of each, passing by what others hold. Fence: job.fence grows by one.
     * Indexes: lane_ready gives the lanes in the order of their virtual time; for each, "cross join lateral (... limit 1)" makes
     * the planner take one entry of job_queued. A plain join would sort the backlog of the largest account.
     * Whether there is a next job is asked in the same order, which keeps the planner on that index however many have ended.
     * The lane is found again by its key, not by its ctid: only so does the update reach the version that was locked, where
     * another transaction has changed the lane since this statement began.
     * A lane without a next job falls asleep; a job that is committed meanwhile wakes it (Lanes.wake).
     */
    static final String CLAIM = """
        with ready as materialized (
                 select class, account from lane
                  where class = :class and active and running < max_running
                  order by vtime limit :free for update %s),
             best as materialized (
                 select ready.class, ready.account, x.id
                   from ready cross join lateral (
                          select job.id from job
                           where job.class = ready.class and job.account = ready.account and job.state = 1
                           order by job.priority desc, job.seq limit 1 for update skip locked) x),
             taken as (
                 update job set state = 2, fence = fence + 1, worker = :worker, lease_until = now() + make_interval(secs => :seconds),
                                started = coalesce(started, now()), progress = 0, phase = null
                   from best where job.id = best.id returning job.*),
             moved as (
                 update lane
                    set running = lane.running + case when best.id is null then 0 else 1 end,
                        taken = lane.taken + case when best.id is null then 0 else 1 end,
                        vtime = lane.vtime + case when best.id is null then 0 else 1 / lane.weight end,
                        active = lane.running + case when best.id is null then 0 else 1 end < lane.max_running
                             and (select count(*) from (
                                      select from job where job.class = lane.class and job.account = lane.account and job.state = 1
                                       order by job.priority desc, job.seq limit 2) next)
                               > case when best.id is null then 0 else 1 end
                   from ready left join best using (class, account)
                  where lane.class = ready.class and lane.account = ready.account)
        select * from taken\
        """;

    private static final String PASSING = CLAIM.formatted("skip locked");
    private static final String WAITING = CLAIM.formatted("");

    private ClaimStatement() {}

    /** Claims in up to so many lanes, passing by those that another transaction holds just now. */
    static List<Job> passing(Transaction transaction, UUID worker, String capability, int free) {
        return claim(PASSING, transaction, worker, capability, free);
    }

    /** Claims in the first lane alone, and waits for it. */
    static List<Job> waiting(Transaction transaction, UUID worker, String capability) {
        return claim(WAITING, transaction, worker, capability, 1);
    }

    private static List<Job> claim(
            String statement, Transaction transaction, UUID worker, String capability, int free) {
        return transaction
                .sql()
                .sql(statement)
                .param("class", capability)
                .param("free", free)
                .param("worker", worker)
                .param("seconds", Claims.LEASE.toSeconds())
                .query(JobRows::job)
                .list();
    }
}
