package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Database;
import java.util.List;
import java.util.UUID;

/** The lanes as those who run a service see them. */
public final class LaneRows {
    private final Database database;

    public LaneRows(Database database) {
        this.database = database;
    }

    /**
     * One account's lane for one capability.
     *
     * @param running how many of its jobs run
     * @param queued how many wait and may begin
     */
    public record Lane(
            String capability, UUID account, boolean active, int running, int most, double weight, long queued) {}

    /** All lanes where something runs or waits. By {@code job_queued}. */
    public List<Lane> busy() {
        return database.sql()
                .sql("""
                    select l.*, q.queued from lane l cross join lateral (
                      select count(*) as queued from job j
                       where j.class = l.class and j.account = l.account and j.state = 1) q
                    where l.running > 0 or q.queued > 0 order by l.class, q.queued desc\
                    """)
                .query((row, _) -> new Lane(
                        String.valueOf(row.getString("class")),
                        row.getObject("account", UUID.class),
                        row.getBoolean("active"),
                        row.getInt("running"),
                        row.getInt("max_running"),
                        row.getDouble("weight"),
                        row.getLong("queued")))
                .list();
    }
}
