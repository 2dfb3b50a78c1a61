package dev.shotwright.server.models;

import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Listening;
import dev.shotwright.jobs.ledger.PriceBook;
import dev.shotwright.jobs.offpeak.Planner;
import dev.shotwright.jobs.queue.Waits;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.jobs.quota.Offers;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The models, and what they say of requests. */
@Configuration(proxyBeanMethods = false)
class ModelsConfiguration {

    @Bean
    Tenants tenants(Accounts accounts, Clock clock) {
        return new Tenants(accounts, clock);
    }

    @Bean
    Catalog catalog(Workers workers, Offers offers, Clock clock, Listening listening) {
        var catalog = new Catalog(workers, offers, clock);
        listening.on(Channel.OFFERED, _ -> catalog.forget());
        return catalog;
    }

    @Bean
    Appraiser appraiser(PriceBook prices, Planner planner) {
        return new Appraiser(prices, planner);
    }

    @Bean
    Inquiry inquiry(Catalog catalog, Appraiser appraiser, Database database, Clock clock) {
        return new Inquiry(catalog, appraiser, new UsualWaits(new Waits(database), clock));
    }
}
