package dev.shotwright.bench;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.EmbeddedPostgres;
import dev.shotwright.jobs.queue.Bell;
import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.Draw;
import dev.shotwright.jobs.queue.End;
import dev.shotwright.jobs.queue.Finish;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.queue.Overload;
import dev.shotwright.jobs.queue.StoredClip;
import dev.shotwright.jobs.queue.Submission;
import dev.shotwright.jobs.queue.Submissions;
import dev.shotwright.jobs.queue.Submitted;
import dev.shotwright.jobs.webhook.Deliveries;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many jobs a second the queue takes in and gives out, with everything that belongs to it (money, quotas, deliveries) and
 * fsync on, beside bare inserts of single rows into the same server in the same run. Arguments: seconds a step (10), and what
 * to measure of {@code submissions} and {@code claims}.
 */
final class QueueThroughput {
    private static final int THREADS = 64;
    private static final int ACCOUNTS = 200;
    private static final int WRITERS = 2;
    private static final int TENANTS = 1000;
    private static final int GIANT = 400_000;
    private static final int BACKLOG = 500_000;

    private final Database database;
    private final ProcessHandle server;
    private final Duration time;
    private final Document<VideoRequest> request = Document.of(
            VideoRequest.class,
            VideoRequest.builder()
                    .model("previz")
                    .prompt("A red fox runs through deep snow while the camera pans slowly to the left")
                    .duration(Duration.ofSeconds(5))
                    .seed(7L)
                    .build());

    private QueueThroughput(Database database, ProcessHandle server, Duration time) {
        this.database = database;
        this.server = server;
        this.time = time;
    }

    public static void main(String[] args) throws Exception {
        var seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        var works = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("submissions", "claims");
        var folder = Files.createTempDirectory("queue");
        try (var postgres = EmbeddedPostgres.start(folder);
                var database = Database.open(postgres.address(), THREADS + 8)) {
            database.migrate();
            System.out.printf(Locale.ROOT, "fdatasync of 8 KiB: median %.2f ms%n", disk(folder));
            var server =
                    Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                            .getFirst());
            var bench =
                    new QueueThroughput(database, ProcessHandle.of(server).orElseThrow(), Duration.ofSeconds(seconds));
            bench.inserts();
            var bare = bench.inserts();
            if (works.contains("submissions")) {
                bench.submissions(ACCOUNTS, bare);
                bench.submissions(1, bare);
                bench.submissions(ACCOUNTS, bare);
                bench.submissions(1, bare);
            }
            if (works.contains("claims")) {
                bench.fill();
                bench.claims(16, 8, bare);
                bench.claims(4, 32, bare);
                bench.claims(16, 8, bare);
                bench.claims(16, 1, bare);
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static double disk(Path folder) throws IOException {
        var nanoseconds = new long[200];
        try (var file = FileChannel.open(
                folder.resolve("disk"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            for (var i = 0; i < nanoseconds.length; i++) {
                var began = System.nanoTime();
                file.write(ByteBuffer.allocate(8192), i * 8192L);
                file.force(false);
                nanoseconds[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanoseconds);
        return nanoseconds[nanoseconds.length / 2] / 1e6;
    }

    /** One thing done again and again by one of many threads. */
    private interface Turn {
        int done(int thread) throws Exception;
    }

    /**
     * How a step went.
     *
     * @param median milliseconds of a turn
     * @param worst milliseconds of all but one turn in a hundred
     * @param processor microseconds of processor time of this process and the server for each thing done
     */
    private record Result(double perSecond, double median, double worst, double processor) {}

    private Result run(int threads, Turn turn) throws Exception {
        var times = new ConcurrentLinkedQueue<Long>();
        var begin = new CountDownLatch(1);
        var counts = new ArrayList<Future<Integer>>();
        var before = processor();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < threads; i++) {
                var thread = i;
                counts.add(pool.submit(() -> {
                    begin.await();
                    var end = System.nanoTime() + time.toNanos();
                    var count = 0;
                    for (var now = System.nanoTime(); now < end; ) {
                        count += turn.done(thread);
                        var after = System.nanoTime();
                        times.add(after - now);
                        now = after;
                    }
                    return count;
                }));
            }
            begin.countDown();
        }
        var sum = 0;
        for (var count : counts) {
            sum += count.get();
        }
        var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Result(
                sum / (time.toMillis() / 1000.0),
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                processorSince(before).toNanos() / 1e3 / sum);
    }

    /** The processor time so far of this process and of every process of the server, by their numbers. */
    private Map<Long, Duration> processor() {
        return Stream.concat(Stream.of(ProcessHandle.current(), server), server.descendants())
                .collect(Collectors.toMap(
                        ProcessHandle::pid,
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }

    /** What the processes that are alive have taken since then. */
    private Duration processorSince(Map<Long, Duration> before) {
        return processor().entrySet().stream()
                .map(entry -> entry.getValue().minus(before.getOrDefault(entry.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private double inserts() throws Exception {
        database.sql()
                .sql("create table if not exists bare (id uuid primary key, request jsonb not null)")
                .update();
        var text = request.text();
        var result = run(THREADS, _ -> {
            try (var connection = database.source().getConnection();
                    var insert = connection.prepareStatement("insert into bare values (?, ?::jsonb)")) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, text);
                return insert.executeUpdate();
            }
        });
        System.out.printf(
                Locale.ROOT,
                "bare inserts, one row a transaction, %d connections: %.0f/s, %.0f µs of processor time each%n",
                THREADS,
                result.perSecond(),
                result.processor());
        return result.perSecond();
    }

    private void submissions(int count, double bare) throws Exception {
        var accounts = accounts(count);
        var clock = Clock.systemUTC();
        var accepted = new ConcurrentLinkedQueue<UUID>();
        try (var bell = new Bell(database);
                var door = new Submissions(database, clock, Ids.secure(clock), bell, WRITERS)) {
            var key = UUID.randomUUID();
            var turns = new int[THREADS];
            var result = run(THREADS, thread -> {
                var turn = turns[thread]++;
                var draw = Draw.builder("previz", "previz", request, Money.of("0.5", "CNY"))
                        .tokens(108_000)
                        .build();
                var submission = new Submission(
                        accounts.get((thread + turn * THREADS) % count),
                        key,
                        "native",
                        null,
                        "%d-%d".formatted(thread, turn),
                        "f".repeat(64),
                        Overload.REFUSE,
                        List.of(draw));
                if (!(door.submit(submission) instanceof Submitted.Accepted(var jobs))) {
                    throw new IllegalStateException("a submission was not accepted");
                }
                accepted.add(jobs.getFirst().id());
                return 1;
            });
            System.out.printf(
                    Locale.ROOT,
                    "submissions, %d threads, %d accounts: %.0f/s, median %.1f ms, p99 %.1f ms, %.0f µs of processor"
                            + " time each; %.2f of bare inserts%n",
                    THREADS,
                    count,
                    result.perSecond(),
                    result.median(),
                    result.worst(),
                    result.processor(),
                    result.perSecond() / bare);
        }
        var stored = database.sql()
                .sql("select count(*) from job where account = any(?)")
                .param(accounts.toArray(UUID[]::new))
                .query(Integer.class)
                .single();
        if (stored != accepted.size()) {
            throw new IllegalStateException("%d accepted, %d stored".formatted(accepted.size(), stored));
        }
    }

    private List<UUID> accounts(int count) {
        var accounts = new ArrayList<UUID>();
        for (var i = 0; i < count; i++) {
            accounts.add(UUID.randomUUID());
        }
        database.sql().sql("""
            insert into account (id, name, currency, max_queued, max_running, created)
            select id, id, 'CNY', 10000000, 1000, now() from unnest(?) id\
            """).param(accounts.toArray(UUID[]::new)).update();
        database.sql().sql("""
            insert into balance (account, credited, available) select id, 100000000, 100000000 from unnest(?) id\
            """).param(accounts.toArray(UUID[]::new)).update();
        database.sql().sql("""
            insert into quota (account, model, tokens_per_minute) select id, '*', 1000000000000 from unnest(?) id\
            """).param(accounts.toArray(UUID[]::new)).update();
        return accounts;
    }

    /** Fills the queue on a connection that has time; the accounts are paid for what they hold. */
    private void fill() throws SQLException {
        accounts(TENANTS);
        var address = database.address();
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute("truncate job, posting, lane, attempt, delivery cascade");
            statement.execute("""
                create temporary table tenant as
                select row_number() over () as number, id from (select id from account order by created desc limit %d) a\
                """.formatted(TENANTS));
            statement.execute("""
                insert into job (id, account, key, dialect, class, model, state, not_before, request, currency, held, tokens, created)
                select gen_random_uuid(), t.id, t.id, 'native', 'previz', 'previz', 1, now(), '%s', 'CNY', 0.5, 108000, now()
                  from generate_series(1, %d) i join tenant t on t.number = case when i <= %d then 1 else 2 + i %% %d end\
                """.formatted(request.text(), BACKLOG, GIANT, TENANTS - 1));
            statement.execute("""
                insert into posting (account, kind, source, target, amount, job, at)
                select account, 'hold', 'available', 'held', held, id, now() from job\
                """);
            statement.execute("""
                update balance set available = available - h.amount, held = h.amount, accepted = h.jobs
                  from (select account, sum(amount) as amount, count(*) as jobs from posting group by account) h where h.account = balance.account\
                """);
            statement.execute("""
                insert into lane (class, account, active, max_running, weight)
                select distinct 'previz', account, true, 1000, 1 from job\
                """);
            for (var table : List.of("job", "posting", "lane", "balance")) {
                statement.execute("vacuum analyze " + table);
            }
            statement.execute("checkpoint");
        }
    }

    private void claims(int workers, int slots, double bare) throws Exception {
        try (var bell = new Bell(database)) {
            var claims = new Claims(database, Clock.systemUTC(), Deliveries::insert, bell);
            var ids = new ArrayList<UUID>();
            for (var i = 0; i < workers; i++) {
                ids.add(UUID.randomUUID());
            }
            var served = new ConcurrentLinkedQueue<UUID>();
            var result = run(workers, worker -> {
                var leases = claims.claim(ids.get(worker), Map.of("previz", slots));
                var lost = claims.finish(
                        leases.stream().map(QueueThroughput::finish).toList());
                if (!lost.isEmpty()) {
                    throw new IllegalStateException("leases were lost");
                }
                leases.forEach(lease -> served.add(lease.account()));
                return leases.size();
            });
            var counts = new HashMap<UUID, Integer>();
            served.forEach(account -> counts.merge(account, 1, Integer::sum));
            System.out.printf(
                    Locale.ROOT,
                    "claim and finish, %d workers with %d slots, %,d queued by %d tenants: %.0f pairs/s, %.0f µs of"
                            + " processor time each, %.2f of bare inserts, served %d to %d a tenant (%d tenants)%n",
                    workers,
                    slots,
                    BACKLOG,
                    TENANTS,
                    result.perSecond(),
                    result.processor(),
                    result.perSecond() / bare,
                    Collections.min(counts.values()),
                    Collections.max(counts.values()),
                    counts.size());
        }
    }

    private static Finish finish(Lease lease) {
        var clip = new StoredClip(
                "clips/%s/1.mp4".formatted(lease.job()),
                1_000_000,
                "video/mp4",
                null,
                null,
                null,
                7L,
                "0".repeat(64),
                List.of());
        return new Finish(lease, new End.Succeeded(List.of(clip), null, null));
    }
}
