package dev.shotwright.jobs.account;

import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which the service itself asks vendors, kept under the seal of a {@link Vault}. Whoever listens to
 * {@link Channel#VENDORS} hears of each change.
 */
public final class VendorKeys {
    private final Database database;
    private final Vault vault;
    private final InstantSource clock;

    public VendorKeys(Database database, Vault vault, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** A vendor whose keys are kept. */
    public record Kept(String vendor, Instant changed) {}

    private record Secret(Map<String, String> keys) {
        Secret {
            keys = Map.copyOf(keys);
        }
    }

    /**
     * Keeps a vendor's keys in place of those before.
     *
     * @param keys by the names that the vendor's documentation gives them, such as {@code ARK_API_KEY}
     */
    public void put(String vendor, Map<String, String> keys, @Nullable UUID actor) {
        if (vendor.isBlank() || keys.isEmpty() || keys.values().stream().anyMatch(String::isBlank)) {
            throw ShotwrightException.invalid("keys", "empty", "a vendor, and one or more names with a key each");
        }
        var now = clock.instant();
        var sealed = vault.seal(vendor, Documents.json().write(new Secret(keys)).getBytes(StandardCharsets.UTF_8));
        database.transaction(tx -> {
            tx.sql()
                    .sql("""
                        insert into vendor_key (vendor, sealed, changed) values (:vendor, :sealed, :now)
                        on conflict (vendor) do update set sealed = :sealed, changed = :now\
                        """)
                    .param("vendor", vendor)
                    .param("sealed", sealed)
                    .param("now", Sql.time(now))
                    .update();
            AuditTrail.record(
                    tx,
                    now,
                    actor,
                    "vendor-key.put",
                    vendor,
                    Map.of("names", keys.keySet().stream().sorted().toList()));
            Channel.VENDORS.tell(tx.sql(), vendor);
            return vendor;
        });
    }

    /** Forgets a vendor's keys; whether there were any. */
    public boolean remove(String vendor, @Nullable UUID actor) {
        return database.transaction(tx -> {
            var removed = tx.sql()
                            .sql("delete from vendor_key where vendor = ?")
                            .param(vendor)
                            .update()
                    > 0;
            if (removed) {
                AuditTrail.record(tx, clock.instant(), actor, "vendor-key.remove", vendor, Map.of());
                Channel.VENDORS.tell(tx.sql(), vendor);
            }
            return removed;
        });
    }

    public List<Kept> list() {
        return database.sql()
                .sql("select vendor, changed from vendor_key order by vendor")
                .query((row, _) -> new Kept(
                        row.getString("vendor"),
                        row.getObject("changed", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** A vendor's keys by name; none if none are kept. */
    public Map<String, String> of(String vendor) {
        return database.sql()
                .sql("select sealed from vendor_key where vendor = ?")
                .param(vendor)
                .query((row, _) -> row.getBytes("sealed"))
                .optional()
                .map(kept -> Documents.json()
                        .read(Secret.class, new String(vault.unseal(vendor, kept), StandardCharsets.UTF_8))
                        .keys())
                .orElse(Map.of());
    }
}
