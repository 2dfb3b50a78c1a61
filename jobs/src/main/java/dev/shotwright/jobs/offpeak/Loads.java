package dev.shotwright.jobs.offpeak;

import dev.shotwright.jobs.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How busy the workers are, and how long draws take. */
final class Loads {
    /** What a model's draws are taken to need before one has ended. */
    static final Duration UNKNOWN_PACE = Duration.ofMinutes(30);

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final Map<String, Duration> paces = new ConcurrentHashMap<>();
    private volatile Instant paced = Instant.MIN;

    Loads(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Load of(String capability, String model) {
        var pace = pace(model);
        return database.sql()
                .sql("""
                    select (select coalesce(sum(u.slots), 0) from worker, unnest(capabilities, slots) u (capability, slots)
                            where u.capability = :class and seen > now() - interval '60 s' and not draining) as slots,
                           (select coalesce(sum(running), 0) from lane where class = :class) as running,
                           (select count(*) from (select 1 from job where class = :class and state = 1 limit 10000) w) as waiting\
                    """)
                .param("class", capability)
                .query((row, _) -> new Load(row.getInt("slots"), row.getInt("running"), row.getInt("waiting"), pace))
                .single();
    }

    private Duration pace(String model) {
        var now = clock.instant();
        if (now.isBefore(paced) || paced.isBefore(now.minus(FRESH))) {
            database.sql()
                    .sql("""
                        select model, percentile_cont(0.95) within group (order by extract(epoch from ended - started)) as seconds
                        from (select model, state, started, ended from job order by id desc limit 5000) latest
                        where state = 3 and started is not null group by model\
                        """)
                    .query((row, _) -> paces.put(
                            row.getString("model"), Duration.ofMillis((long) (row.getDouble("seconds") * 1000) + 1)))
                    .list();
            paced = now;
        }
        return paces.getOrDefault(model, UNKNOWN_PACE);
    }
}
