package dev.shotwright.jobs.offpeak;

import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.document.Documents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The windows of the models. Processes look for changes every five seconds. */
public final class Windows {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Database database;
    private final InstantSource clock;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    public Windows(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Known(Instant read, Map<String, List<Window>> windows) {}

    /** A model's windows; none where it costs the same at all times. */
    public List<Window> of(String model) {
        var before = known;
        var now = clock.instant();
        if (now.isBefore(before.read()) || before.read().isBefore(now.minus(FRESH))) {
            before = new Known(now, read());
            known = before;
        }
        return before.windows().getOrDefault(model, List.of());
    }

    public void set(String model, List<Window> windows, @Nullable UUID actor) {
        var text = Documents.json().write(windows.toArray(Window[]::new));
        database.transaction(tx -> {
            tx.sql().sql("""
                insert into offer (model, off_peak) values (:model, :windows::jsonb)
                on conflict (model) do update set off_peak = :windows::jsonb\
                """).param("model", model).param("windows", text).update();
            AuditTrail.record(tx, clock.instant(), actor, "offer.off-peak", model, Map.of("windows", windows));
            return model;
        });
        known = new Known(Instant.MIN, Map.of());
    }

    private Map<String, List<Window>> read() {
        var all = new HashMap<String, List<Window>>();
        database.sql()
                .sql("select model, off_peak from offer where off_peak <> '[]'")
                .query((row, _) -> all.put(
                        row.getString("model"),
                        List.of(Documents.json().read(Window[].class, row.getString("off_peak")))))
                .list();
        return Map.copyOf(all);
    }
}
