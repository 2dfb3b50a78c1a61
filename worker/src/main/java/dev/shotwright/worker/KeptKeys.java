package dev.shotwright.worker;

import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.providers.account.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The vendors' keys that the service keeps, believed for some seconds. */
final class KeptKeys implements Doors.Strongbox {
    private static final Duration BELIEVED = Duration.ofSeconds(20);

    private final VendorKeys keys;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private final AtomicInteger changes = new AtomicInteger();

    private record Seen(Map<String, String> keys, Instant at) {}

    KeptKeys(VendorKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public @Nullable String key(Vendor vendor, String name) {
        var now = clock.instant();
        var known = seen.get(vendor.name());
        if (known == null || known.at().plus(BELIEVED).isBefore(now)) {
            var before = changes.get();
            known = new Seen(keys.of(vendor.name()), now);
            seen.put(vendor.name(), known);
            if (changes.get() != before) {
                seen.remove(vendor.name());
            }
        }
        return known.keys().get(name);
    }

    /** Asks anew for a vendor's keys, which have changed. */
    void forget(String vendor) {
        changes.incrementAndGet();
        seen.remove(vendor);
    }
}
