package dev.shotwright.server;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Listening;
import dev.shotwright.jobs.ledger.Cashier;
import dev.shotwright.jobs.ledger.PriceBook;
import dev.shotwright.jobs.ledger.Statement;
import dev.shotwright.jobs.offpeak.Planner;
import dev.shotwright.jobs.offpeak.Windows;
import dev.shotwright.jobs.queue.Bell;
import dev.shotwright.jobs.queue.Doubts;
import dev.shotwright.jobs.queue.Endings;
import dev.shotwright.jobs.queue.Jobs;
import dev.shotwright.jobs.queue.LaneRows;
import dev.shotwright.jobs.queue.Submissions;
import dev.shotwright.jobs.queue.Tickets;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.jobs.quota.Offers;
import dev.shotwright.jobs.quota.Quotas;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is below: accounts, money, quotas and the queue, in the one database. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {
    private static final int WRITERS = 2;

    @Bean
    Ids ids(Clock clock) {
        return Ids.secure(clock);
    }

    @Bean
    Listening listening(Database database) {
        return new Listening(database);
    }

    @Bean
    Bell bell(Database database) {
        return new Bell(database);
    }

    @Bean
    Accounts accounts(Database database, Ids ids, Clock clock) {
        return new Accounts(database, ids, clock);
    }

    @Bean
    Keys keys(Database database, Ids ids, Clock clock, Listening listening) {
        var keys = new Keys(database, ids, clock, new SecureRandom());
        listening.on(Channel.REVOKED, keys::forget);
        return keys;
    }

    @Bean
    VendorKeys vendorKeys(Database database, ServiceSettings settings, Clock clock) {
        return new VendorKeys(database, Vault.open(settings.vendorKey()), clock);
    }

    @Bean
    AuditTrail auditTrail(Database database) {
        return new AuditTrail(database);
    }

    @Bean
    Cashier cashier(Database database, Clock clock) {
        return new Cashier(database, clock);
    }

    @Bean
    Statement statement(Database database) {
        return new Statement(database);
    }

    @Bean
    PriceBook priceBook(Database database, Clock clock, ServiceSettings settings) {
        return new PriceBook(database, clock, settings.rates());
    }

    @Bean
    Offers offers(Database database, Clock clock) {
        return new Offers(database, clock);
    }

    @Bean
    Quotas quotas(Database database, Clock clock) {
        return new Quotas(database, clock);
    }

    @Bean
    Windows windows(Database database, Clock clock) {
        return new Windows(database, clock);
    }

    @Bean
    Planner planner(Database database, PriceBook prices, Windows windows, Clock clock) {
        return new Planner(database, prices, windows, clock);
    }

    @Bean
    Jobs jobs(Database database, Clock clock, ObjectProvider<Endings> endings, Bell bell) {
        return new Jobs(database, clock, endings.getIfAvailable(Endings::untold), bell);
    }

    @Bean
    Submissions submissions(Database database, Clock clock, Ids ids, Bell bell) {
        return new Submissions(database, clock, ids, bell, WRITERS);
    }

    @Bean
    Workers workers(Database database) {
        return new Workers(database);
    }

    @Bean
    LaneRows laneRows(Database database) {
        return new LaneRows(database);
    }

    @Bean
    Doubts doubts(Database database, Clock clock, ObjectProvider<Endings> endings, Bell bell) {
        return new Doubts(database, clock, endings.getIfAvailable(Endings::untold), bell);
    }

    @Bean
    Tickets tickets(Database database) {
        return new Tickets(database);
    }
}
