package dev.shotwright.server.sweeps;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.queue.Bell;
import dev.shotwright.jobs.queue.StoredClip;
import dev.shotwright.jobs.queue.Sweeps;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.jobs.webhook.Deliveries;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sweeps of the queue: jobs that come due, lost leases, deadlines, clips whose time is over. */
@Configuration(proxyBeanMethods = false)
class SweepsConfiguration {

    @Bean(destroyMethod = "stop")
    Scheduler scheduler(Database database, MediaStore media, Bell bell, Clock clock) {
        return new Sweeps(database, clock, Deliveries::insert, bell, clips -> remove(media, clips)).start(List.of());
    }

    private static void remove(MediaStore media, List<StoredClip> clips) {
        clips.forEach(clip -> media.delete(new Place(clip.place())));
    }
}
