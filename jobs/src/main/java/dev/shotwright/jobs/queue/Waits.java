package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long jobs took lately, from their acceptance to their end. */
public final class Waits {
    private static final int LATELY = 2000;

    private final Database database;

    public Waits(Database database) {
        this.database = database;
    }

    /** The median of each model, over the newest jobs that succeeded. By the order of acceptance. */
    public Map<String, Duration> usual() {
        var waits = new HashMap<String, Duration>();
        database.sql()
                .sql("""
                    select model, percentile_cont(0.5) within group (
                             order by extract(epoch from ended - greatest(created, not_before))) as seconds
                    from (select model, ended, created, not_before, state from job order by id desc limit ?) as newest
                    where state = 3 group by model\
                    """)
                .param(LATELY)
                .query((row, _) -> waits.put(
                        row.getString("model"), Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000))))
                .list();
        return waits;
    }
}
