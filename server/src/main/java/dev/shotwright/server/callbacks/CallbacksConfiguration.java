package dev.shotwright.server.callbacks;

import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.database.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What hears vendors and wakes workers. */
@Configuration(proxyBeanMethods = false)
class CallbacksConfiguration {

    @Bean
    VendorDoors vendorDoors(VendorKeys keys, Clock clock) {
        return new VendorDoors(keys, clock);
    }

    @Bean
    Doorbell doorbell(Database database) {
        return new Doorbell(database);
    }
}
