package dev.shotwright.worker;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;

/**
 * Looks from time to time for draws whose answer was lost, at the vendors that offer it. One that is found after all is
 * carried on; one that is not stays in doubt, since that proves nothing.
 */
final class Lookout implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int AT_ONCE = 20;

    private final UUID worker;
    private final Database database;
    private final Claims claims;
    private final Doors doors;
    private final Consumer<Lease> found;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lookout").factory());

    /** A draw that may have been accepted. */
    private record Doubt(UUID job, String model, Task task) {}

    Lookout(UUID worker, Database database, Claims claims, Doors doors, Consumer<Lease> found) {
        this.worker = worker;
        this.database = database;
        this.claims = claims;
        this.doors = doors;
        this.found = found;
        var _ = clock.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            var doubts = database.sql()
                    .sql("""
                        select j.id, j.model, a.task
                        from job j cross join lateral
                            (select task from attempt where attempt.job = j.id order by number desc limit 1) a
                        where j.state = 7 and a.task is not null order by random() limit ?\
                        """)
                    .param(AT_ONCE)
                    .query((row, _) -> new Doubt(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            Documents.json().read(Task.class, row.getString(3))))
                    .list();
            doubts.forEach(this::look);
        } catch (DataAccessException e) {
            Log.trouble("nobody could look for what is in doubt: "
                    + e.getMostSpecificCause().getMessage());
        }
    }

    private void look(Doubt doubt) {
        try {
            var model = doors.model(doors.card(doubt.model()));
            if (model != null && model.find(doubt.task().request(), doubt.task().soughtSince()) != null) {
                var lease = claims.reopen(worker, doubt.job());
                if (lease != null) {
                    found.accept(lease);
                }
            }
        } catch (ShotwrightException e) {
            Log.trouble("%s cannot be asked: %s".formatted(doubt.task().vendor(), e.getMessage()));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
