package dev.shotwright.bench;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.EmbeddedPostgres;
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
 * Two servers, three workers, a PostgreSQL and a vendor that counts; every so often one of them, the database included, is
 * killed with signal 9 while tenants ask for clips. In the end nothing may be lost, drawn twice or paid twice:
 * {@code bench/run Chaos [--minutes N | --kills N] [--every SECONDS] [--seed N]}.
 */
public final class Chaos {
    private static final int TENANTS = 6;
    private static final int SERVERS = 2;
    private static final int WORKERS = 3;
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private Chaos() {}

    /**
     * How long and how hard.
     *
     * @param every the time between two kills
     */
    public record Measure(int kills, Duration every, long seed) {

        static Measure of(String[] arguments) {
            var minutes = 10;
            var kills = 0;
            var every = 15;
            var seed = 1L;
            for (var i = 0; i + 1 < arguments.length; i += 2) {
                switch (arguments[i]) {
                    case "--minutes" -> minutes = Integer.parseInt(arguments[i + 1]);
                    case "--kills" -> kills = Integer.parseInt(arguments[i + 1]);
                    case "--every" -> every = Integer.parseInt(arguments[i + 1]);
                    case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
            return new Measure(kills == 0 ? minutes * 60 / every : kills, Duration.ofSeconds(every), seed);
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
        var clock = Clock.systemUTC();
        var random = new SplittableRandom(measure.seed());
        try (var fake = FakeVendor.started(new FakeArk());
                var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var database = Database.open(postgres.address(), 8)) {
            fake.lasting(Duration.ofSeconds(3));
            database.migrate();
            var field = new ChaosField(folder, postgres.address(), fake);
            var tenants = tenants(database, clock);
            var names = new ArrayList<String>();
            for (var i = 1; i <= SERVERS; i++) {
                names.add(field.server("server-" + i));
            }
            for (var i = 1; i <= WORKERS; i++) {
                names.add(field.worker("worker-" + i));
            }
            try {
                field.awaitServers(START);
                witness.tell("%d servers and %d workers stand".formatted(SERVERS, WORKERS));
                var load = new ChaosLoad(field.addresses(), tenants, random.split());
                for (var kill = 1; kill <= measure.kills(); kill++) {
                    Thread.sleep(measure.every());
                    var victim = random.nextInt(names.size() + 1);
                    var name = victim == names.size() ? "postgres" : names.get(victim);
                    if (victim == names.size()) {
                        field.killPostgres();
                    } else {
                        field.kill(name);
                    }
                    witness.tell("kill %d of %d: %s; %d accepted so far"
                            .formatted(kill, measure.kills(), name, load.accepted()));
                }
                var accepted = load.end();
                field.awaitServers(START);
                var reckoning = new Reckoning(database, folder.resolve("media"), fake);
                reckoning.await(SETTLING);
                return reckoning.faults(accepted, witness);
            } finally {
                field.close();
            }
        }
    }

    private static List<ChaosLoad.Tenant> tenants(Database database, Clock clock) {
        var ids = Ids.secure(clock);
        var accounts = new Accounts(database, ids, clock);
        var keys = new Keys(database, ids, clock, new SecureRandom());
        var tenants = new ArrayList<ChaosLoad.Tenant>();
        for (var i = 1; i <= TENANTS; i++) {
            var account = accounts.open(AccountTerms.unlimited("tenant-" + i, "CNY"), null);
            tenants.add(new ChaosLoad.Tenant(
                    account.id(),
                    keys.issue(account.id(), "chaos", Set.of(Scope.SUBMIT, Scope.READ), null, null)
                            .text()));
        }
        return tenants;
    }
}
