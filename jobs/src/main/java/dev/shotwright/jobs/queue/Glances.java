package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How jobs stand, many at a time and in a few bytes each, for those who watch them. */
public final class Glances {
    private static final String COLUMNS = "id, account, state, progress, phase";

    private final Database database;

    public Glances(Database database) {
        this.database = database;
    }

    /** Where a job stands just now. */
    public record Glance(
            UUID id,
            UUID account,
            JobState state,
            double progress,
            @Nullable String phase) {}

    /** Those of these jobs that there are. By the primary key. */
    public List<Glance> of(Collection<UUID> jobs) {
        return database.sql()
                .sql("select " + COLUMNS + " from job where id = any(?)")
                .param((Object) jobs.toArray(UUID[]::new))
                .query((row, _) -> glance(row))
                .list();
    }

    /** The jobs of these accounts that run. By {@code job_leased}, which holds what runs and nothing else. */
    public List<Glance> running(Collection<UUID> accounts) {
        return database.sql()
                .sql("select " + COLUMNS + " from job where state = 2 and account = any(?)")
                .param((Object) accounts.toArray(UUID[]::new))
                .query((row, _) -> glance(row))
                .list();
    }

    /** The newest jobs of each of these accounts. By {@code job_of_account}. */
    public List<Glance> newest(Collection<UUID> accounts, int most) {
        return database.sql()
                .sql("""
                    select j.* from unnest(?) as a (account) cross join lateral (
                      select %s from job where job.account = a.account order by seq desc limit ?) j\
                    """.formatted(COLUMNS))
                .param((Object) accounts.toArray(UUID[]::new))
                .param(most)
                .query((row, _) -> glance(row))
                .list();
    }

    private static Glance glance(ResultSet row) throws SQLException {
        return new Glance(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                JobState.of(row.getInt("state")),
                row.getDouble("progress"),
                row.getString("phase"));
    }
}
