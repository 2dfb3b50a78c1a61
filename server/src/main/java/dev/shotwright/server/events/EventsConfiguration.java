package dev.shotwright.server.events;

import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Listening;
import dev.shotwright.jobs.queue.Glances;
import dev.shotwright.server.WebLimits;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.server.videos.Patience;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watching and waiting. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    @Bean
    Lookout lookout(Database database, Gallery gallery, Listening listening) {
        var lookout = new Lookout(new Glances(database), gallery);
        listening.on(Channel.ENDED, lookout::hear);
        return lookout;
    }

    @Bean
    Patience patience(Lookout lookout) {
        return new Ends(lookout, WebLimits.requests());
    }
}
