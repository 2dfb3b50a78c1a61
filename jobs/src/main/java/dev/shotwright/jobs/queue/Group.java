package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.jobs.ledger.Balance;
import dev.shotwright.jobs.ledger.Funds;
import dev.shotwright.jobs.ledger.Hold;
import dev.shotwright.jobs.ledger.Ledger;
import dev.shotwright.jobs.quota.Bucket;
import dev.shotwright.jobs.quota.Buckets;
import dev.shotwright.jobs.quota.Demand;
import dev.shotwright.jobs.quota.Ration;
import dev.shotwright.jobs.quota.Share;
import dev.shotwright.vocabulary.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Submissions that are decided and written down together; each as if it had come alone, in their order. */
final class Group {
    /*
     * In order: lock the accounts' balances (by id; whoever holds a balance is alone with all that belongs to the account),
     * read what was accepted under the same names, what waits and what the quotas have left; decide in memory; write each kind
     * of row with one statement.
     */
    private final List<Submission> submissions;
    private final InstantSource clock;
    private final List<List<UUID>> names;
    private final List<@Nullable UUID> batches;
    private final Set<Lanes.Key> knownLanes;

    private final List<Submitted> answers = new ArrayList<>();
    private final Map<Name, List<Job>> repeated = new HashMap<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<@Nullable String> fingerprints = new ArrayList<>();
    private Map<UUID, Balance> balances = new HashMap<>();
    private Map<UUID, Room> rooms = Map.of();

    Group(List<Submission> submissions, InstantSource clock, Ids ids, Set<Lanes.Key> knownLanes) {
        this.submissions = submissions;
        this.clock = clock;
        this.knownLanes = knownLanes;
        this.names = submissions.stream()
                .map(submission ->
                        submission.draws().stream().map(_ -> ids.next()).toList())
                .toList();
        this.batches = new ArrayList<>();
        submissions.forEach(submission -> batches.add(submission.draws().size() > 1 ? ids.next() : null));
    }

    /** Under what name an account submitted something. */
    private record Name(UUID account, String idempotency) {}

    /** How many more jobs may wait. */
    private record Room(boolean closed, int most, long waiting) {
        Room less(int taken) {
            return new Room(closed, most, waiting + taken);
        }
    }

    /** A job that is in nobody's order yet, and the name under which it is found again. */
    private record Fingerprinted(Job job, @Nullable String fingerprint) {}

    List<Submitted> answers() {
        return List.copyOf(answers);
    }

    /** One of the jobs that the last attempt wrote; null if it wrote none. */
    @Nullable
    UUID firstJob() {
        return jobs.isEmpty() ? null : jobs.getFirst().id();
    }

    /** The lanes that have work now. */
    Set<Lanes.Key> queued() {
        return jobs.stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .map(Group::lane)
                .collect(Collectors.toSet());
    }

    /** The lanes that are there now. */
    Set<Lanes.Key> opened() {
        return jobs.stream().map(Group::lane).collect(Collectors.toSet());
    }

    private static Lanes.Key lane(Job job) {
        return new Lanes.Key(job.capability(), job.account());
    }

    /** Decides and writes; may be called again after a failure. */
    List<Submitted> write(Transaction transaction) {
        answers.clear();
        jobs.clear();
        fingerprints.clear();
        repeated.clear();
        var now = clock.instant();
        var accounts = submissions.stream().map(Submission::account).collect(Collectors.toSet());
        balances = new HashMap<>(Ledger.lock(transaction, accounts));
        rooms = new HashMap<>(rooms(transaction, accounts));
        var known = known(transaction);
        var buckets = Buckets.load(
                transaction,
                submissions.stream()
                        .flatMap(submission -> submission.draws().stream()
                                .map(draw -> new Share(submission.account(), submission.key(), draw.model())))
                        .distinct()
                        .toList(),
                now);
        for (var i = 0; i < submissions.size(); i++) {
            answers.add(decided(i, known, buckets, now));
        }
        if (!jobs.isEmpty()) {
            store(transaction, now);
            buckets.store(transaction);
        }
        return answers();
    }

    private Submitted decided(int i, Map<Name, Fingerprinted> known, Buckets buckets, Instant now) {
        var submission = submissions.get(i);
        var name = submission.idempotency() == null ? null : new Name(submission.account(), submission.idempotency());
        var first = name == null ? null : known.get(name);
        if (name != null && first != null) {
            return Objects.equals(submission.fingerprint(), first.fingerprint())
                    ? new Submitted.Repeated(Objects.requireNonNullElse(repeated.get(name), List.of(first.job())))
                    : new Submitted.Conflict();
        }
        var balance = Objects.requireNonNull(balances.get(submission.account()));
        var room = rooms.get(submission.account());
        if (room == null || room.closed()) {
            return new Submitted.NoAccount();
        }
        var count = submission.draws().size();
        if (room.waiting() + count > room.most()) {
            return new Submitted.TooManyQueued(room.most(), room.waiting());
        }
        var price = price(submission, balance.currency());
        return switch (balance.hold(price, now)) {
            case Funds.Insufficient(var available, var needed) ->
                new Submitted.ShortOfFunds(
                        new Money(available, balance.currency()), new Money(needed, balance.currency()));
            case Funds.OverDay(var left, var needed, var again) ->
                new Submitted.OverDayLimit(
                        new Money(left, balance.currency()), new Money(needed, balance.currency()), again);
            case Funds.Held(var after) -> {
                var rations = rations(submission, buckets);
                var refusal = refusal(submission, rations, now);
                if (refusal != null) {
                    yield refusal;
                }
                rations.forEach((share, ration) -> keep(buckets, share, ration));
                balances.put(submission.account(), after);
                rooms.put(submission.account(), room.less(count));
                var accepted = accepted(i, entry(rations, now), now);
                if (name != null) {
                    known.put(name, new Fingerprinted(accepted.getFirst(), submission.fingerprint()));
                    repeated.put(name, accepted);
                }
                yield new Submitted.Accepted(accepted);
            }
        };
    }

    private static BigDecimal price(Submission submission, String currency) {
        var sum = new Money(BigDecimal.ZERO, currency);
        for (var draw : submission.draws()) {
            sum = sum.plus(draw.price());
        }
        return sum.amount();
    }

    private static Map<Share, Ration> rations(Submission submission, Buckets buckets) {
        var demands = new LinkedHashMap<Share, Demand>();
        for (var draw : submission.draws()) {
            demands.merge(
                    new Share(submission.account(), submission.key(), draw.model()),
                    new Demand(draw.tokens(), 1),
                    (one, other) -> new Demand(one.tokens() + other.tokens(), one.requests() + other.requests()));
        }
        var rations = new LinkedHashMap<Share, Ration>();
        demands.forEach((share, demand) -> rations.put(share, buckets.ask(share, demand)));
        return rations;
    }

    private static @Nullable Submitted refusal(Submission submission, Map<Share, Ration> rations, Instant now) {
        for (var ration : rations.values()) {
            switch (ration) {
                case Ration.Granted _ -> {}
                case Ration.Never(var left) -> {
                    return over(null, left);
                }
                case Ration.Later(var at, var _, var left) -> {
                    if (submission.overload() == Overload.REFUSE) {
                        return over(Duration.between(now, at), left);
                    }
                }
            }
        }
        return null;
    }

    private static Submitted over(@Nullable Duration retryAfter, Ration.Left left) {
        return new Submitted.OverQuota(
                retryAfter, left.tokensPerMinute(), left.tokens(), left.requestsPerMinute(), left.requests());
    }

    private static void keep(Buckets buckets, Share share, Ration ration) {
        Bucket after = switch (ration) {
            case Ration.Granted granted -> granted.after();
            case Ration.Later later -> later.after();
            case Ration.Never _ -> throw new IllegalStateException("a ration that never comes");
        };
        buckets.keep(share, after);
    }

    /** When the last of the quotas lets them in. */
    private static Instant entry(Map<Share, Ration> rations, Instant now) {
        return rations.values().stream()
                .flatMap(ration -> ration instanceof Ration.Later later ? Stream.of(later.at()) : Stream.empty())
                .max(Instant::compareTo)
                .filter(at -> at.isAfter(now))
                .orElse(now);
    }

    private List<Job> accepted(int i, Instant entry, Instant now) {
        var submission = submissions.get(i);
        var made = new ArrayList<Job>();
        for (var j = 0; j < submission.draws().size(); j++) {
            var draw = submission.draws().get(j);
            var wanted = draw.notBefore() == null || draw.notBefore().isBefore(entry) ? entry : draw.notBefore();
            made.add(new Job(
                    names.get(i).get(j),
                    batches.get(i),
                    submission.account(),
                    submission.key(),
                    submission.dialect(),
                    draw.capability(),
                    draw.model(),
                    wanted.isAfter(now) ? JobState.DELAYED : JobState.QUEUED,
                    draw.priority(),
                    wanted,
                    draw.deadline(),
                    draw.request(),
                    draw.notices(),
                    draw.tariff(),
                    draw.plan(),
                    draw.price(),
                    null,
                    draw.tokens(),
                    j == 0 ? submission.idempotency() : null,
                    draw.campaign(),
                    draw.endUser(),
                    draw.clientReference(),
                    draw.callback(),
                    submission.requestId(),
                    0,
                    0,
                    null,
                    false,
                    0,
                    null,
                    null,
                    null,
                    List.of(),
                    now,
                    null,
                    null,
                    null));
            fingerprints.add(j == 0 && submission.idempotency() != null ? submission.fingerprint() : null);
        }
        jobs.addAll(made);
        return made;
    }

    private static Map<UUID, Room> rooms(Transaction transaction, Set<UUID> accounts) {
        var rooms = new HashMap<UUID, Room>();
        transaction
                .sql()
                .sql("""
                    select a.id, a.closed is not null as closed, a.max_queued,
                           b.accepted - coalesce((select sum(l.taken) from lane l where l.account = a.id), 0) as waiting
                      from account a join balance b on b.account = a.id where a.id = any(?)\
                    """)
                .param(Sql.array(transaction, "uuid", accounts))
                .query((row, _) -> rooms.put(
                        row.getObject("id", UUID.class),
                        new Room(row.getBoolean("closed"), row.getInt("max_queued"), row.getLong("waiting"))))
                .list();
        return rooms;
    }

    /** What was accepted before under the names of these submissions. */
    private Map<Name, Fingerprinted> known(Transaction transaction) {
        var known = new HashMap<Name, Fingerprinted>();
        var named =
                submissions.stream().filter(one -> one.idempotency() != null).toList();
        if (named.isEmpty()) {
            return known;
        }
        transaction
                .sql()
                .sql("""
                    select job.* from job
                      join (select distinct * from unnest(:accounts, :names) n (account, idempotency)) n using (account, idempotency)
                     where job.idempotency is not null\
                    """)
                .param("accounts", Sql.array(transaction, "uuid", named, Submission::account))
                .param("names", Sql.array(transaction, "text", named, Submission::idempotency))
                .query((row, number) -> {
                    var job = JobRows.job(row, number);
                    return known.put(
                            new Name(job.account(), Objects.requireNonNull(job.idempotency())),
                            new Fingerprinted(job, row.getString("fingerprint")));
                })
                .list();
        known.forEach((name, first) -> {
            if (first.job().batch() != null) {
                repeated.put(
                        name,
                        transaction
                                .sql()
                                .sql("select * from job where batch = ? order by seq")
                                .param(first.job().batch())
                                .query(JobRows::job)
                                .list());
            }
        });
        return known;
    }

    private void store(Transaction transaction, Instant now) {
        var unknown = new HashSet<>(opened());
        unknown.removeAll(knownLanes);
        if (!unknown.isEmpty()) {
            Lanes.open(transaction, unknown);
        }
        NewJobs.insert(transaction, jobs, fingerprints);
        Ledger.hold(
                transaction,
                jobs.stream()
                        .map(job -> new Hold(job.account(), job.id(), job.held().amount()))
                        .toList(),
                now);
    }
}
