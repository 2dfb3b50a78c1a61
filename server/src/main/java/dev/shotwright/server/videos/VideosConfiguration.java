package dev.shotwright.server.videos;

import dev.shotwright.jobs.queue.Jobs;
import dev.shotwright.jobs.queue.Submissions;
import dev.shotwright.jobs.storage.FileShelf;
import dev.shotwright.jobs.storage.Links;
import dev.shotwright.jobs.storage.Uploads;
import dev.shotwright.jobs.webhook.Webhooks;
import dev.shotwright.server.PublicAddress;
import dev.shotwright.server.models.Appraiser;
import dev.shotwright.server.models.Catalog;
import dev.shotwright.server.models.Tenants;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs on their way in, and as their owners see them. */
@Configuration(proxyBeanMethods = false)
class VideosConfiguration {

    @Bean
    Gallery gallery(Jobs jobs, Links links, PublicAddress address, Clock clock) {
        return new Gallery(jobs, links, address, clock);
    }

    @Bean
    Repetition repetition(Jobs jobs, Clock clock) {
        return new Repetition(jobs, clock);
    }

    @Bean
    Reception reception(
            Catalog catalog,
            Appraiser appraiser,
            Tenants tenants,
            FileShelf files,
            Uploads uploads,
            Submissions submissions,
            Jobs jobs,
            Webhooks webhooks,
            Clock clock) {
        return new Reception(catalog, appraiser, tenants, files, uploads, submissions, jobs, webhooks, clock);
    }
}
