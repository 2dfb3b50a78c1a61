package dev.shotwright.bench;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Pool;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.quota.Limit;
import dev.shotwright.jobs.quota.Quotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Two servers, of which one has the database, three workers, all with clocks that are wrong by minutes, and a vendor that
 * counts; every so often one of them, the database included, is killed with signal 9 while tenants ask for clips. In the end
 * nothing may be lost, drawn twice or paid twice: {@code bench/run Chaos [--minutes N | --kills N] [--every SECONDS]
 * [--least JOBS] [--seed N]}.
 */
public final class Chaos {
    private static final int TENANTS = 6;
    private static final int GREED = 40;
    private static final int WORKERS = 3;
    private static final long BETWEEN_LOOKS = 200;
    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration SETTLING = Duration.ofMinutes(15);

    private Chaos() {}

    /**
     * How long and how hard.
     *
     * @param every the time between two kills, at least
     * @param least how many jobs are accepted between two kills, at least
     * @param longest when there are no more kills, however few there were
     */
    public record Measure(int kills, Duration every, int least, Duration longest, long seed) {

        static Measure of(String[] arguments) {
            var minutes = 10;
            var kills = 0;
            var every = 15;
            var least = 0;
            var seed = 1L;
            for (var i = 0; i + 1 < arguments.length; i += 2) {
                switch (arguments[i]) {
                    case "--minutes" -> minutes = Integer.parseInt(arguments[i + 1]);
                    case "--kills" -> kills = Integer.parseInt(arguments[i + 1]);
                    case "--every" -> every = Integer.parseInt(arguments[i + 1]);
                    case "--least" -> least = Integer.parseInt(arguments[i + 1]);
                    case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
            return kills == 0
                    ? new Measure(
                            minutes * 60 / every, Duration.ofSeconds(every), least, Duration.ofMinutes(minutes), seed)
                    : new Measure(kills, Duration.ofSeconds(every), least, Duration.ofDays(1), seed);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("chaos");
        var faults = run(folder, Measure.of(arguments), System.out::println);
        faults.forEach(fault -> System.out.println("FAULT: " + fault));
        System.out.println(faults.isEmpty() ? "chaos: all held" : "chaos: kept in " + folder);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /** Somebody who is told what happens. */
    @FunctionalInterface
    public interface Witness {
        void tell(String sentence);
    }

    /** Runs it, and tells what did not hold. */
    public static List<String> run(Path folder, Measure measure, Witness witness)
            throws IOException, InterruptedException {
        var random = new SplittableRandom(measure.seed());
        try (var fake = FakeVendor.started(new FakeArk());
                var field = new ChaosField(folder, fake)) {
            fake.lasting(Duration.ofSeconds(3));
            field.begin(START, WORKERS);
            List<String> faults;
            try (var database = Database.open(field.database(), 8)) {
                witness.tell("seed %d: 2 servers, %d workers and the database of the first server stand"
                        .formatted(measure.seed(), WORKERS));
                var load = new ChaosLoad(field.addresses(), tenants(database), random.split());
                noise(measure, field, load, fake, random, witness);
                faults = new ArrayList<>(load.end());
                field.await(START);
                var reckoning = new Reckoning(database, folder.resolve("media"), fake);
                reckoning.await(SETTLING);
                faults.addAll(reckoning.faults(load, witness));
            }
            faults.addAll(field.stop());
            return faults;
        }
    }

    private static void noise(
            Measure measure, ChaosField field, ChaosLoad load, FakeArk fake, SplittableRandom random, Witness witness)
            throws IOException, InterruptedException {
        var victims = new Victims(field.names(), random.split());
        var until = System.nanoTime() + measure.longest().toNanos();
        for (var kill = 1; kill <= measure.kills() && System.nanoTime() < until; kill++) {
            rest(measure, load);
            var name = victims.next();
            field.kill(name);
            witness.tell("kill %d of %d: %s; %d accepted so far, %d drawn by the vendor"
                    .formatted(
                            kill,
                            measure.kills(),
                            name,
                            load.accepted().size(),
                            fake.tasks().size()));
            trouble(fake, kill);
        }
        rest(measure, load);
    }

    private static void rest(Measure measure, ChaosLoad load) throws InterruptedException {
        var enough = load.accepted().size() + measure.least();
        var until = System.nanoTime() + START.toNanos();
        Thread.sleep(measure.every());
        while (load.accepted().size() < enough && System.nanoTime() < until) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** A vendor refuses now and then, fails now and then, and now and then its answer is lost. */
    private static void trouble(FakeArk fake, int turn) {
        switch (turn % 3) {
            case 0 -> fake.refuseNext("400 InputTextSensitiveContentDetected");
            case 1 -> fake.failNext("OutputVideoSensitiveContentDetected");
            default -> fake.troubleSubmission(Trouble.LOST_ANSWER);
        }
    }

    /** Who is killed next: each once in a round, in an order of chance; the database is never the last. */
    private static final class Victims {
        private final List<String> names;
        private final SplittableRandom random;
        private final List<String> round = new ArrayList<>();

        Victims(List<String> names, SplittableRandom random) {
            this.names = names;
            this.random = random;
        }

        String next() {
            if (round.isEmpty()) {
                var left = new ArrayList<>(names);
                while (!left.isEmpty()) {
                    round.add(left.remove(random.nextInt(left.size())));
                }
                if (round.getLast().equals(ChaosField.POSTGRES)) {
                    round.addFirst(round.removeLast());
                }
            }
            return round.removeFirst();
        }
    }

    /** One who has always more waiting than there is room for, and others who ask now and then. */
    private static List<ChaosLoad.Tenant> tenants(Database database) {
        var clock = Clock.systemUTC();
        var ids = Ids.secure(clock);
        var accounts = new Accounts(database, ids, clock);
        var keys = new Keys(database, ids, clock, new SecureRandom());
        var quotas = new Quotas(database, clock);
        var tenants = new ArrayList<ChaosLoad.Tenant>();
        for (var i = 1; i <= TENANTS; i++) {
            var terms =
                    new AccountTerms("tenant-" + i, "CNY", "UTC", 1, 50, GREED, null, null, Pool.EACH_KEY, List.of());
            var account = accounts.open(terms, null).id();
            quotas.set(account, null, Quotas.ANY_MODEL, new Limit(1_000_000_000L, null, 1.0, List.of()), null);
            var key = keys.issue(account, "chaos", Set.of(Scope.SUBMIT, Scope.READ), null, null);
            tenants.add(new ChaosLoad.Tenant(
                    account, key.text(), i == 1 ? ChaosLoad.Appetite.GREEDY : ChaosLoad.Appetite.MODEST));
        }
        return tenants;
    }
}
