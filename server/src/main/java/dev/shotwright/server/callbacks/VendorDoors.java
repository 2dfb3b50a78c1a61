package dev.shotwright.server.callbacks;

import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.OpenAccounts;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.transport.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts that understand what vendors call, by the keys of the environment or those that the service keeps. */
final class VendorDoors implements AutoCloseable {
    private static final Duration BELIEVED = Duration.ofSeconds(30);

    private final VendorKeys keys;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final OpenAccounts accounts = new OpenAccounts(Waiting.real());

    private record Seen(Map<String, String> keys, Instant at) {}

    VendorDoors(VendorKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The account with a vendor; null where there is no such vendor or no key of it. */
    @Nullable
    Account account(String name) {
        var vendor = Vendors.named(name);
        var known = vendor == null ? null : keys(vendor);
        return vendor == null || known == null
                ? null
                : accounts.account(vendor, known, OpenAccounts.address(vendor, VendorDoors::environment, null));
    }

    private OpenAccounts.@Nullable Keys keys(Vendor vendor) {
        var kept = kept(vendor.name());
        for (var form : vendor.keyForms()) {
            var values = new ArrayList<String>();
            for (var name : form.names()) {
                var own = environment(name);
                var value = own == null ? kept.get(name) : own;
                if (value != null) {
                    values.add(value);
                }
            }
            if (values.size() == form.names().size()) {
                return new OpenAccounts.Keys(form, values);
            }
        }
        return null;
    }

    private static @Nullable String environment(String name) {
        return System.getenv(name);
    }

    private Map<String, String> kept(String vendor) {
        return seen.compute(
                        vendor,
                        (_, there) -> there != null
                                        && clock.instant().isBefore(there.at().plus(BELIEVED))
                                ? there
                                : new Seen(keys.of(vendor), clock.instant()))
                .keys();
    }

    @Override
    public void close() {
        accounts.close();
    }
}
