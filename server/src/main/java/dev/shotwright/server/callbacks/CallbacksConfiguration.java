package dev.shotwright.server.callbacks;

import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.server.ServiceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What hears vendors and wakes workers. */
@Configuration(proxyBeanMethods = false)
class CallbacksConfiguration {

    @Bean
    VendorDoors vendorDoors(Database database, ServiceSettings settings, Clock clock) {
        return new VendorDoors(new VendorKeys(database, Vault.open(settings.vendorKey()), clock), clock);
    }

    @Bean
    Doorbell doorbell(Database database) {
        return new Doorbell(database);
    }
}
