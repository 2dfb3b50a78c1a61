package dev.shotwright.bench;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeTask;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.ledger.Proof;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.jobs.storage.Still;
import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** What must hold when the noise is over. */
final class Reckoning {
    private static final long BETWEEN_LOOKS = 500;
    /** The slots of all workers for vendors' draws, and one. */
    private static final int MOST_PASSED = 7;

    private final Database database;
    private final Path media;
    private final FakeArk fake;
    private final List<String> faults = new ArrayList<>();

    Reckoning(Database database, Path media, FakeArk fake) {
        this.database = database;
        this.media = media;
        this.fake = fake;
    }

    /** Waits until every job has ended, and every doubt that the vendor can clear is cleared, for so long at most. */
    void await(Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            try {
                if (count("select count(*) from job where state < 3") == 0 && cleared()) {
                    return;
                }
            } catch (DataAccessException _) {
                Thread.sleep(BETWEEN_LOOKS);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean cleared() {
        var drawn = fake.tasks().stream().map(Reckoning::job).collect(Collectors.toSet());
        return strings("select id::text from job where state = 7").stream().noneMatch(drawn::contains);
    }

    private long count(String sql) {
        return database.sql().sql(sql).query(Long.class).single();
    }

    private List<String> strings(String sql) {
        return database.sql()
                .sql(sql)
                .query((row, _) -> Objects.requireNonNullElse(row.getString(1), ""))
                .list();
    }

    private void none(String what, String sql) {
        strings(sql).forEach(found -> faults.add("%s %s".formatted(found, what)));
    }

    /** What does not hold. */
    List<String> faults(ChaosLoad load, Chaos.Witness witness) throws IOException {
        witness.tell("answers: " + load.answers());
        witness.tell("jobs by state: "
                + strings("select state || ': ' || count(*) from job group by state order by state")
                + ", lost with their workers: " + count("select coalesce(sum(losses), 0) from job"));
        everyJobEndedOnce(load.accepted().keySet());
        vendor(witness);
        money();
        files(witness);
        fairness(load, witness);
        return List.copyOf(faults);
    }

    private void everyJobEndedOnce(Set<String> accepted) {
        var ids = accepted.stream()
                .map(id -> Ids.read(Prefix.JOB, "id", id).toString())
                .collect(Collectors.toSet());
        var stored = new HashSet<>(strings("select id::text from job"));
        ids.stream()
                .filter(id -> !stored.contains(id))
                .forEach(id -> faults.add("%s was accepted and is not there".formatted(id)));
        stored.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> faults.add("%s is there, and nobody was told that it was accepted".formatted(id)));
        none("has not ended", "select id::text || ' in state ' || state from job where state < 3");
        none("has ended, and its lane counts jobs as running", """
            select class || ' ' || account from lane where running <> 0\
            """);
        none("was held more than once", """
            select job::text from posting where kind = 'hold' group by job having count(*) > 1\
            """);
        none("was settled and released more than once each, or both in full", """
            select job::text from posting where kind in ('settle', 'release') group by job, kind having count(*) > 1\
            """);
        none("failed, which no vendor said", """
            select id::text || ' ' || coalesce(failure::text, '') from job where state = 4 and class <> 'hosted'\
            """);
    }

    /** The reference that a draw was asked for with: its job, a dash, and the number of the attempt. */
    private static String reference(FakeTask task) {
        return Objects.requireNonNullElse(task.seen().get("reference"), "nothing-0");
    }

    private static String job(FakeTask task) {
        var reference = reference(task);
        return reference.substring(0, reference.lastIndexOf('-'));
    }

    private record Attempt(
            String reference, String state, @Nullable String ticket, int job, boolean settled) {}

    /** Every draw at the vendor is one attempt's, and is paid, in doubt, or unbilled; and there is no draw beside it. */
    private void vendor(Chaos.Witness witness) {
        Map<String, Attempt> attempts = database
                .sql()
                .sql("""
                    select a.job || '-' || a.number, a.state, a.ticket, j.state,
                           exists (select from posting p where p.job = a.job and p.kind = 'settle')
                    from attempt a join job j on j.id = a.job where a.task is not null\
                    """)
                .query((row, _) -> new Attempt(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getBoolean(5)))
                .list()
                .stream()
                .collect(Collectors.toMap(Attempt::reference, Function.identity()));
        var paid = 0;
        var unbilled = 0;
        var doubted = 0;
        var seen = new HashSet<String>();
        for (var task : fake.tasks()) {
            var attempt = attempts.get(reference(task));
            if (!seen.add(job(task))) {
                faults.add("%s was drawn twice".formatted(job(task)));
            }
            if (attempt == null) {
                faults.add("the vendor draws %s, which is no attempt's".formatted(reference(task)));
            } else if (attempt.job() == 7) {
                doubted++;
            } else if (!task.id().equals(attempt.ticket())) {
                faults.add("the vendor draws %s as %s, and the attempt has %s"
                        .formatted(reference(task), task.id(), attempt));
            } else if (attempt.job() == 3 && attempt.settled() && task.fault() == null) {
                paid++;
            } else if (attempt.job() != 3 && !attempt.settled()) {
                unbilled++;
            } else {
                faults.add("the vendor's %s is neither paid nor unbilled: %s".formatted(task.id(), attempt));
            }
        }
        var refused = attempts.values().stream()
                .filter(attempt -> attempt.ticket() == null && attempt.state().equals("failed"))
                .count();
        var unsure = count("select count(*) from job where state = 7");
        var beyond = fake.submissions() - paid - unbilled - refused - doubted;
        witness.tell(
                "vendor: %d submissions = %d paid + %d drawn and unbilled + %d refused + %d in doubt and drawn + %d in doubt whose answer was a refusal; %d jobs are in doubt"
                        .formatted(fake.submissions(), paid, unbilled, refused, doubted, beyond, unsure));
        if (beyond < 0 || beyond + doubted > unsure) {
            faults.add("%d submissions are not explained by the attempts, with %d jobs in doubt"
                    .formatted(beyond, unsure));
        }
        var drawn = fake.tasks().stream().map(FakeTask::id).collect(Collectors.toSet());
        attempts.values().stream()
                .filter(attempt -> attempt.ticket() != null && !drawn.contains(attempt.ticket()))
                .forEach(attempt -> faults.add("%s has a ticket that the vendor does not know".formatted(attempt)));
    }

    private void money() {
        var proof = Proof.of(database);
        if (!proof.holds()) {
            faults.add("the books are wrong: %s".formatted(proof));
        }
        none("has ended and still holds money, or holds none in doubt", """
            select j.id::text || ' in state ' || j.state from job j join lateral
                (select coalesce(sum(case when target = 'held' then amount when source = 'held' then -amount else 0 end), 0) held
                 from posting where posting.job = j.id) p on true
            where (j.state between 3 and 6 and p.held <> 0) or (j.state = 7 and p.held <> j.held)\
            """);
        none("has a cost that is not what was settled", """
            select j.id::text || ' ' || coalesce(j.cost, 0) from job j left join lateral
                (select coalesce(sum(amount), 0) settled from posting where posting.job = j.id and kind = 'settle') p on true
            where coalesce(j.cost, 0) <> p.settled\
            """);
    }

    private void files(Chaos.Witness witness) throws IOException {
        record Kept(String place, long bytes, String sha256) {}
        Map<Path, Kept> kept = new HashMap<>();
        database.sql()
                .sql("""
                    select c->>'place', (c->>'bytes')::bigint, c->>'sha256'
                    from job cross join lateral jsonb_array_elements(clips) c where state = 3\
                    """)
                .query((row, _) -> new Kept(row.getString(1), row.getLong(2), row.getString(3)))
                .list()
                .forEach(clip -> kept.put(media.resolve(clip.place()), clip));
        if (kept.size() != count("select count(*) from job where state = 3")) {
            faults.add("%d clips are known, and not each job that succeeded has one".formatted(kept.size()));
        }
        for (var clip : kept.entrySet()) {
            var file = clip.getKey();
            if (!Files.exists(file)) {
                faults.add("%s is not there".formatted(file));
            } else if (Files.size(file) != clip.getValue().bytes()
                    || !digest(file).equals(clip.getValue().sha256())) {
                faults.add("%s is not what was written".formatted(file));
            }
        }
        var stills = kept.values().stream()
                .map(clip -> new Place(clip.place()))
                .flatMap(clip -> Arrays.stream(Still.values()).map(still -> still.of(clip)))
                .map(still -> media.resolve(still.text()))
                .collect(Collectors.toSet());
        var others = new ArrayList<Path>();
        try (var files = Files.walk(media.resolve("clips"))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !kept.containsKey(file))
                    .forEach(others::add);
        }
        for (var other : others) {
            try {
                Objects.requireNonNull(Inspection.of("file", other, Limits.standard()));
            } catch (ShotwrightException e) {
                faults.add("%s is half written: %s".formatted(other, e));
            }
        }
        var strays = others.stream().filter(file -> !stills.contains(file)).count();
        witness.tell(
                "%d clips are whole, and %d stills of them; %d more files are whole and nobody's, of workers that lost their leases"
                        .formatted(kept.size(), others.size() - strays, strays));
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Nobody starves beside one who asks for more than there is room for: of the jobs that this one asked for later, few are
     * begun sooner than a job of another.
     */
    private void fairness(ChaosLoad load, Chaos.Witness witness) {
        var greedy = load.accepted().values().stream()
                .filter(tenant -> tenant.appetite() == ChaosLoad.Appetite.GREEDY)
                .map(ChaosLoad.Tenant::account)
                .findFirst()
                .orElseThrow();
        witness.tell("clips by tenant: " + strings("""
            select a.name || ' ' || count(*) from job j join account a on a.id = j.account where state = 3
            group by a.name order by a.name\
            """));
        var passed = database.sql()
                .sql("""
                    select j.id, (select count(*) from job g where g.account = :greedy and g.class = j.class
                                     and g.created > j.created and g.started < coalesce(j.started, j.ended)) as passed
                    from job j where j.account <> :greedy and j.started is not null order by 2\
                    """)
                .param("greedy", greedy)
                .query((row, _) -> Map.entry(Objects.requireNonNull(row.getObject(1, UUID.class)), row.getInt(2)))
                .list();
        if (passed.isEmpty()) {
            faults.add("nobody but one tenant was served");
            return;
        }
        var most = passed.getLast();
        witness.tell(
                "of the jobs that the greedy tenant asked for later, %d at most (median %d) were begun before a job of another"
                        .formatted(
                                most.getValue(), passed.get(passed.size() / 2).getValue()));
        if (most.getValue() > MOST_PASSED) {
            faults.add("%s waited while %d later jobs of another tenant were begun"
                    .formatted(most.getKey(), most.getValue()));
        }
    }
}
