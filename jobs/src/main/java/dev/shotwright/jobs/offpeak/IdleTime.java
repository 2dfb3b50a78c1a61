package dev.shotwright.jobs.offpeak;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import java.time.Duration;
import java.time.InstantSource;

/** Lets jobs that wait for idle workers begin when some are: as many as there are free slots, the oldest first. */
public final class IdleTime {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** By {@code job_idle}, {@code job_queued} and {@code job_delayed}. */
    static final String USE = """
        with waiting as (
          select distinct class from job where state = 0 and not_before > :now and plan ->> 'choice' = 'idle'),
        free as (
          select w.class,
                 (select coalesce(sum(u.slots), 0) from worker, unnest(capabilities, slots) u (capability, slots)
                  where u.capability = w.class and seen > now() - interval '60 s' and not draining)
                 - (select coalesce(sum(running), 0) from lane where lane.class = w.class)
                 - (select count(*) from (
                      (select 1 from job where job.class = w.class and state = 1 limit 10000)
                      union all
                      (select 1 from job where job.class = w.class and state = 0 and not_before <= :now limit 10000)) q) as slots
          from waiting w)
        update job set not_before = :now
        from free f cross join lateral (
          select id from job where state = 0 and not_before > :now and plan ->> 'choice' = 'idle' and class = f.class
          order by seq limit greatest(f.slots, 0) for update skip locked) due
        where job.id = due.id\
        """;

    private final Database database;
    private final InstantSource clock;

    public IdleTime(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The same again and again, by the scheduler of the sweeps. */
    public RecurringTask<Void> task() {
        return Tasks.recurring("off-peak-idle", FixedDelay.of(PAUSE)).execute((_, _) -> use());
    }

    /** Makes jobs due; whoever sweeps the delayed jobs then queues them. How many there were. */
    public int use() {
        var now = clock.instant();
        return database.sql().sql(USE).param("now", Sql.time(now)).update();
    }
}
