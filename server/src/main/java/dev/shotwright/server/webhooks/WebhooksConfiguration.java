package dev.shotwright.server.webhooks;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.jobs.outbound.Names;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.jobs.queue.Endings;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.jobs.webhook.Deliveries;
import dev.shotwright.jobs.webhook.Sender;
import dev.shotwright.jobs.webhook.Webhooks;
import dev.shotwright.server.ServiceSettings;
import dev.shotwright.server.videos.Gallery;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sender of messages and what it needs. */
@Configuration(proxyBeanMethods = false)
class WebhooksConfiguration {
    private static final int CALLS = 64;

    @Bean
    Endings endings() {
        return Deliveries::insert;
    }

    @Bean
    AddressGuard addressGuard(ServiceSettings settings) {
        return new AddressGuard(Names.system(), settings.openNetworks());
    }

    @Bean
    Webhooks webhookShelf(Database database, AddressGuard guard, KeyFile key, Ids ids, Clock clock) {
        return new Webhooks(database, guard, key, ids, clock);
    }

    @Bean
    Deliveries deliveries(Database database, Clock clock) {
        return new Deliveries(database, clock);
    }

    @Bean
    Outbound outbound(AddressGuard guard) {
        return new Outbound(guard, Outbound.Patience.usual(), CALLS);
    }

    @Bean
    Sender sender(
            Deliveries deliveries,
            Webhooks webhooks,
            Outbound outbound,
            Gallery gallery,
            ObjectProvider<CallbackWords> dialects,
            Clock clock) {
        var letters = new Letters(gallery, dialects.stream().toList());
        var sender = new Sender(deliveries, webhooks, outbound, letters, clock, new SecureRandom());
        sender.start();
        return sender;
    }
}
