package dev.shotwright.bench;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeTask;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/** What must hold when the noise is over. */
final class Reckoning {
    private static final long BETWEEN_LOOKS = 500;

    private final Database database;
    private final Path media;
    private final FakeArk fake;

    Reckoning(Database database, Path media, FakeArk fake) {
        this.database = database;
        this.media = media;
        this.fake = fake;
    }

    /** Waits until every job has ended, for so long at most. */
    void await(Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            try {
                if (count("select count(*) from job where state < 3") == 0) {
                    return;
                }
            } catch (DataAccessException _) {
                Thread.sleep(BETWEEN_LOOKS);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private long count(String sql) {
        return database.sql().sql(sql).query(Long.class).single();
    }

    /** What does not hold. */
    List<String> faults(Map<String, ChaosLoad.Tenant> accepted, Chaos.Witness witness) throws IOException {
        var faults = new ArrayList<String>();
        witness.tell("jobs by state: "
                + database.sql()
                        .sql("select state || ': ' || count(*) from job group by state order by state")
                        .query(String.class)
                        .list());
        everyJobEnded(accepted, faults);
        vendor(faults, witness);
        money(faults);
        files(faults, witness);
        tenants(accepted, faults, witness);
        return faults;
    }

    private void everyJobEnded(Map<String, ChaosLoad.Tenant> accepted, List<String> faults) {
        var states = new HashMap<UUID, Integer>();
        database.sql()
                .sql("select id, state from job")
                .query((row, _) -> states.put(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
        for (var id : accepted.keySet()) {
            var state = states.get(Ids.read(Prefix.JOB, "id", id));
            if (state == null) {
                faults.add(id + " was accepted and is not there");
            } else if (state < 3) {
                faults.add(id + " was accepted and has not ended");
            }
        }
        if (states.size() < accepted.size()) {
            faults.add("%d jobs for %d accepted".formatted(states.size(), accepted.size()));
        }
        check(
                faults,
                "has ended, and its lane still counts jobs as running",
                "select class || ' ' || account from lane where running <> 0");
        check(
                faults,
                "was settled or released more than once",
                "select job::text from posting where kind in ('settle', 'release') group by job, kind having count(*)"
                        + " > 1");
        check(
                faults,
                "failed, which no vendor said",
                "select id::text || ' ' || coalesce(failure::text, '') from job where state = 4 and class <> 'hosted'");
    }

    private void check(List<String> faults, String what, String sql) {
        database.sql().sql(sql).query(String.class).list().forEach(found -> faults.add(found + " " + what));
    }

    /** Every submission is some attempt's, and nothing was drawn twice. */
    private void vendor(List<String> faults, Chaos.Witness witness) {
        var submitted = count("""
            select coalesce(sum(jsonb_array_length(task->'attempts')), 0) from attempt where task is not null\
            """);
        var paid = count("select count(*) from attempt where ticket is not null and state <> 'cancelled'");
        var doubted = count("select count(*) from job where state = 7");
        witness.tell(
                "vendor: %d submissions arrived, %d accepted; attempts: %d sent, %d with a ticket, %d jobs in doubt"
                        .formatted(fake.submissions(), fake.tasks().size(), submitted, paid, doubted));
        if (fake.submissions() > submitted) {
            faults.add("%d submissions arrived at the vendor, and %d were written down"
                    .formatted(fake.submissions(), submitted));
        }
        var references = new HashSet<String>();
        for (var task : fake.tasks()) {
            var reference = task.seen().get("reference");
            if (reference != null && !references.add(reference)) {
                faults.add(reference + " was submitted twice");
            }
        }
        var tickets = new HashSet<>(database.sql()
                .sql("select ticket from attempt where ticket is not null")
                .query(String.class)
                .list());
        var unknown = fake.tasks().stream()
                .map(FakeTask::id)
                .filter(id -> !tickets.contains(id))
                .toList();
        if (unknown.size() > doubted) {
            faults.add("the vendor draws %s, which %d jobs in doubt do not explain".formatted(unknown, doubted));
        }
    }

    private void money(List<String> faults) {
        check(faults, "has purses that do not add up", """
            select account::text from balance where credited <> available + held + spent\
            """);
        check(faults, "has a balance that is not the sum of its postings", """
            select b.account::text from balance b left join lateral
                (select coalesce(sum(case when target = 'held' then amount when source = 'held' then -amount else 0 end), 0) held,
                        coalesce(sum(case when target = 'spent' then amount when source = 'spent' then -amount else 0 end), 0) spent
                 from posting where posting.account = b.account) p on true
            where b.held <> p.held or b.spent <> p.spent\
            """);
        check(faults, "has ended and still holds money", """
            select j.id::text from job j join lateral
                (select coalesce(sum(case when target = 'held' then amount when source = 'held' then -amount else 0 end), 0) held
                 from posting where posting.job = j.id) p on true
            where j.state between 3 and 6 and p.held <> 0\
            """);
    }

    private void files(List<String> faults, Chaos.Witness witness) throws IOException {
        record Kept(String place, long bytes, String sha256) {}
        var kept = database.sql()
                .sql("""
                    select c->>'place', (c->>'bytes')::bigint, c->>'sha256'
                    from job cross join lateral jsonb_array_elements(clips) c where state = 3\
                    """)
                .query((row, _) -> new Kept(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
        for (var clip : kept) {
            var file = media.resolve(clip.place());
            if (!Files.exists(file)) {
                faults.add(clip.place() + " is not there");
            } else if (Files.size(file) != clip.bytes() || !digest(file).equals(clip.sha256())) {
                faults.add(clip.place() + " is not what was written");
            }
        }
        var without = count("select count(*) from job where state = 3 and jsonb_array_length(clips) = 0");
        if (without > 0) {
            faults.add(without + " jobs succeeded without a clip");
        }
        witness.tell("%d clips are whole".formatted(kept.size()));
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tenants(Map<String, ChaosLoad.Tenant> accepted, List<String> faults, Chaos.Witness witness) {
        var done = new HashMap<UUID, Long>();
        database.sql()
                .sql("select account, count(*) from job where state = 3 group by account")
                .query((row, _) -> done.put(row.getObject(1, UUID.class), row.getLong(2)))
                .list();
        var asked = new HashMap<UUID, Long>();
        accepted.values().forEach(tenant -> asked.merge(tenant.account(), 1L, Long::sum));
        witness.tell("clips by tenant: " + done.values());
        asked.forEach((account, count) -> {
            if (done.getOrDefault(account, 0L) * 2 < count) {
                faults.add("tenant %s has %d clips of %d".formatted(account, done.getOrDefault(account, 0L), count));
            }
        });
    }
}
