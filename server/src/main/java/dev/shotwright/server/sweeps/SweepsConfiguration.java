package dev.shotwright.server.sweeps;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.ledger.StandingProof;
import dev.shotwright.jobs.offpeak.IdleTime;
import dev.shotwright.jobs.queue.Bell;
import dev.shotwright.jobs.queue.StoredClip;
import dev.shotwright.jobs.queue.Sweeps;
import dev.shotwright.jobs.storage.FileShelf;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.jobs.storage.Still;
import dev.shotwright.jobs.storage.Uploads;
import dev.shotwright.jobs.webhook.Deliveries;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sweeps: jobs that come due or that idle workers take, lost leases, deadlines, clips, files and messages that are over. */
@Configuration(proxyBeanMethods = false)
class SweepsConfiguration {
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final int MOST = 500;

    @Bean(destroyMethod = "stop")
    Scheduler scheduler(
            Database database,
            MediaStore media,
            Bell bell,
            Clock clock,
            FileShelf shelf,
            Uploads uploads,
            Deliveries deliveries) {
        return new Sweeps(database, clock, Deliveries::insert, bell, clips -> remove(media, clips))
                .start(List.of(
                        new IdleTime(database, clock).task(),
                        StandingProof.task(database, clock),
                        task("files-expired", () -> shelf.sweep(MOST)),
                        task("uploads-left", () -> uploads.sweep(MOST)),
                        task("deliveries-old", () -> deliveries.sweep(10 * MOST))));
    }

    private static RecurringTask<Void> task(String name, Runnable sweep) {
        return Tasks.recurring(name, FixedDelay.of(SELDOM)).execute((_, _) -> sweep.run());
    }

    private static void remove(MediaStore media, List<StoredClip> clips) {
        for (var clip : clips) {
            var place = new Place(clip.place());
            media.delete(place);
            for (var still : Still.values()) {
                media.delete(still.of(place));
            }
        }
    }
}
