package dev.shotwright.worker;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.DatabaseAddress;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.jobs.outbound.Names;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.jobs.queue.Bell;
import dev.shotwright.jobs.queue.Draw;
import dev.shotwright.jobs.queue.Endings;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.jobs.queue.Jobs;
import dev.shotwright.jobs.queue.Overload;
import dev.shotwright.jobs.queue.Submission;
import dev.shotwright.jobs.queue.Submissions;
import dev.shotwright.jobs.queue.Submitted;
import dev.shotwright.jobs.queue.Sweeps;
import dev.shotwright.jobs.storage.FolderStore;
import dev.shotwright.providers.Vendors;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.previz.PrevizModel;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A service without a server: a database, a store, a vendor, an account, and workers in this process or in others. */
final class Workplace implements AutoCloseable {
    static final String REQUEST = "req_0123456789";
    static final String SEEDANCE = "ark/seedance-2.0";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long BETWEEN_LOOKS = 20_000_000;
    private static final int CONNECTIONS = 6;

    final Path folder;
    final FakeArk ark = FakeVendor.started(new FakeArk());
    final TestDatabase test = TestDatabase.fresh();
    final Database database = test.database();
    final FolderStore store;
    final UUID account;
    private final UUID key;
    private final Clock clock = Clock.systemUTC();
    private final Ids ids = Ids.secure(clock);
    private final Bell bell = new Bell(database);
    final Jobs jobs = new Jobs(database, clock, Endings.untold(), bell);
    final Submissions submissions = new Submissions(database, clock, ids, bell, 1);
    private final Outbound outbound =
            new Outbound(new AddressGuard(Names.system(), List.of()), Outbound.Patience.usual(), 4);
    private final List<Runnable> opened = new ArrayList<>();

    Workplace(Path folder) {
        this.folder = folder;
        this.store = new FolderStore(folder.resolve("media"));
        var terms = AccountTerms.unlimited("somebody", "CNY");
        this.account = new Accounts(database, ids, clock).open(terms, null).id();
        this.key = new Keys(database, ids, clock, new SecureRandom())
                .issue(account, "test", Set.of(Scope.SUBMIT), null, null)
                .key()
                .id();
    }

    WorkerSettings settings(String name, int previz, int hosted) {
        var environment = environment();
        return WorkerSettings.usual(name, folder.resolve(name), null, environment::get)
                .withSlots(previz, hosted)
                .withPollEvery(Duration.ofMillis(200))
                .withGrace(Duration.ofMillis(200));
    }

    private Map<String, String> environment() {
        return Map.of(
                "ARK_API_KEY", ark.keys().getFirst(),
                "SHOTWRIGHT_ARK_ADDRESS", ark.address().toString());
    }

    Worker worker(String name) {
        return worker(settings(name, 1, 20));
    }

    Worker worker(WorkerSettings settings) {
        return worker(settings, database, clock);
    }

    /** A worker that reaches the database in a way of its own. */
    Worker worker(String name, DatabaseAddress way) {
        var own = Database.open(way, CONNECTIONS);
        opened.add(own::close);
        return worker(settings(name, 1, 20), own, clock);
    }

    /** A worker whose clock is so much ahead. */
    Worker worker(String name, Duration ahead) {
        return worker(settings(name, 1, 20), database, Clock.offset(clock, ahead));
    }

    /** A worker with a clock of its own. */
    Worker worker(WorkerSettings settings, Clock time) {
        return worker(settings, database, time);
    }

    private Worker worker(WorkerSettings settings, Database own, Clock time) {
        var worker = Worker.start(
                own,
                store,
                new VendorKeys(own, Vault.open(folder.resolve("vendor.key")), time),
                outbound,
                Endings.untold(),
                settings,
                time);
        opened.addFirst(worker::close);
        return worker;
    }

    /** A worker in a process of its own, which can be killed. */
    Process process(String name) throws IOException {
        var address = test.address();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        folder.toString(),
                        name)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.appendTo(folder.resolve(name + ".log").toFile()));
        builder.environment().putAll(environment());
        builder.environment().put("URL", address.url());
        builder.environment().put("USER_NAME", String.valueOf(address.user()));
        builder.environment().put("PASSWORD", String.valueOf(address.password()));
        var process = builder.start();
        opened.add(process::destroyForcibly);
        return process;
    }

    /** A draw at the fake vendor that is asked for; its price is held. */
    UUID hosted() {
        return submit(hostedDraw(VideoRequest.builder().prompt("a dog runs").build()));
    }

    static Draw hostedDraw(VideoRequest wish) {
        var vendor = Objects.requireNonNull(Vendors.named("ark"));
        var card = vendor.cards().stream()
                .filter(one -> one.model().equals(SEEDANCE))
                .findFirst()
                .orElseThrow();
        return draw(Worker.HOSTED, card, wish);
    }

    /** A clip of previz of so many seconds. */
    UUID previz(int seconds) {
        return submit(draw(
                "previz",
                PrevizModel.standardCard(),
                VideoRequest.builder()
                        .prompt("a dog runs")
                        .duration(Duration.ofSeconds(seconds))
                        .build()));
    }

    private static Draw draw(String capability, ModelCard card, VideoRequest wish) {
        var verdict = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST)
                .of(wish.toBuilder().model(card.model()).build(), card);
        var request = switch (verdict) {
            case Verdict.Accepted accepted -> accepted.request();
            case Verdict.Adapted adapted -> adapted.request();
            case Verdict.Refused refused -> throw new AssertionError(refused.reasons());
        };
        var price = card.tariff().quote(request) instanceof Quote.Priced priced
                ? priced.atMost()
                : new Money(BigDecimal.ZERO, "CNY");
        return Draw.builder(
                        capability,
                        card.model(),
                        Document.of(VideoRequest.class, request),
                        new Money(price.amount(), "CNY"))
                .tariff(Document.of(Tariff.class, card.tariff()))
                .build();
    }

    UUID submit(Draw... draws) {
        return switch (submissions.submit(new Submission(
                account, key, "native", REQUEST, null, "fingerprint", Overload.REFUSE, List.of(draws)))) {
            case Submitted.Accepted(var accepted) -> accepted.getFirst().id();
            case Submitted other -> throw new AssertionError(other);
        };
    }

    Job job(UUID id) {
        return Objects.requireNonNull(jobs.find(account, id));
    }

    /** Waits until a job stands somewhere. */
    Job await(UUID id, JobState state) {
        await(
                () -> job(id).state() == state || (job(id).state().ended() && !state.ended()),
                () -> id + " is " + job(id));
        return job(id);
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /** Waits until the vendor has been asked for a draw. */
    void awaitSubmission() {
        await(() -> !ark.tasks().isEmpty(), () -> "nothing was submitted");
    }

    /** Waits until the ticket of a job is written down. */
    String ticket(UUID job) {
        await(() -> !tickets(job).isEmpty(), () -> "no ticket is written down");
        return tickets(job).getLast();
    }

    List<String> tickets(UUID job) {
        return database.sql()
                .sql("select ticket from attempt where job = ? and ticket is not null order by number")
                .param(job)
                .query((row, _) -> row.getString(1))
                .list();
    }

    BigDecimal purse(String name) {
        return database.sql()
                .sql("select %s from balance where account = ?".formatted(name))
                .param(account)
                .query(BigDecimal.class)
                .single()
                .stripTrailingZeros();
    }

    /** Lets every lease that is not renewed run out now, and has the sweep see it. */
    void leasesRunOut(UUID job) {
        database.sql()
                .sql("update job set lease_until = now() - interval '1 s' where id = ? and state = 2")
                .param(job)
                .update();
        sweep();
    }

    void sweep() {
        sweep(Duration.ZERO);
    }

    /** A sweep by somebody whose clock is so much ahead. */
    void sweep(Duration ahead) {
        new Sweeps(database, Clock.offset(clock, ahead), Endings.untold(), bell, _ -> {}).lost();
    }

    /** How often the money of a job was settled or released. */
    int endings(UUID job) {
        return database.sql()
                .sql("select count(*) from posting where job = ? and kind in ('settle', 'release')")
                .param(job)
                .query(Integer.class)
                .single();
    }

    boolean hasClip(UUID job) {
        return Files.isDirectory(folder.resolve("media/clips/" + job));
    }

    @Override
    public void close() {
        for (var one : opened) {
            one.run();
        }
        submissions.close();
        bell.close();
        outbound.close();
        test.close();
        ark.close();
    }
}
