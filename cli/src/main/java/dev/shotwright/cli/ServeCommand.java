package dev.shotwright.cli;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.DatabaseClock;
import dev.shotwright.jobs.database.EmbeddedPostgres;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.server.Service;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "serve",
        customSynopsis = "shotwright serve [OPTION]...",
        description = "Run the service: database, server and workers, until it is told to stop.",
        footer = {"", "Example:", "  shotwright serve --port 8080 --workers 2"})
final class ServeCommand implements Command {
    static final String LINK_KEY = "link.key";
    static final String VENDOR_KEY = "vendor.key";
    /** A request that gets no connection in that time is answered with 503. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final int CONNECTIONS = 32;
    private static final Duration FIRST_WORKER = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Surroundings surroundings;
    private final Console console;

    @Mixin
    private final ServiceOptions words = new ServiceOptions();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where the server listens; 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "The server's port; 8080, 0 for any.")
    private @Nullable String port;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Worker processes here; as many as the machine carries.")
    private @Nullable String workers;

    ServeCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        words.host = host;
        words.port = port;
        words.workers = workers;
        var plan = ServicePlan.of(surroundings, words);
        Logging.serve();
        prepare(plan.data());
        try (var bidding = new Bidding(surroundings, console);
                var lock = FolderLock.of(plan.data());
                var embedded = plan.database() == null
                        ? EmbeddedPostgres.start(plan.data().resolve("postgres"))
                        : null;
                var database = Database.open(
                        embedded == null ? Objects.requireNonNull(plan.database()) : embedded.address(),
                        CONNECTIONS,
                        PATIENCE)) {
            database.migrate();
            try (var clock = DatabaseClock.of(database)) {
                serve(plan, database, clock, lock, bidding);
            }
        }
        return Exit.DONE;
    }

    private void serve(ServicePlan plan, Database database, Clock clock, FolderLock lock, Bidding bidding) {
        var random = new SecureRandom();
        var linkKey = KeyFile.at(plan.data().resolve(LINK_KEY), random);
        Vault.open(plan.data().resolve(VENDOR_KEY));
        Logging.leave();
        try (var media = MediaStore.proven(plan.media());
                var service = Service.start(plan.server(), database, media, linkKey, clock);
                var crew = new Crew(surroundings, plan, database.address())) {
            awaitWorker(plan, database, bidding);
            tell(plan, service, first(database, clock, random));
            console.note("stop with Ctrl-C; %s holds everything".formatted(lock.folder()));
            bidding.await();
            console.note("stopping, with %d worker%s: no new work is begun, what is drawn here may take %d s"
                    .formatted(
                            crew.size(),
                            crew.size() == 1 ? "" : "s",
                            plan.grace().toSeconds()));
        }
    }

    /** Waits until the first of the workers has told what it can draw, so that whoever is told of the service can ask it. */
    private static void awaitWorker(ServicePlan plan, Database database, Bidding bidding) {
        var workers = new Workers(database);
        var until = System.nanoTime() + FIRST_WORKER.toNanos();
        while (plan.workers() > 0 && workers.cards().isEmpty() && System.nanoTime() < until) {
            if (bidding.await(LOOK)) {
                return;
            }
        }
    }

    /** The administrator's key of a service that nobody has a key of; null where somebody has. */
    private static @Nullable String first(Database database, Clock clock, SecureRandom random) {
        var ids = Ids.secure(clock);
        var accounts = new Accounts(database, ids, clock);
        var keys = new Keys(database, ids, clock, random);
        var known = accounts.list();
        var keyless = known.size() == 1 && keys.list(known.getFirst().id()).isEmpty();
        if (!known.isEmpty() && !keyless) {
            return null;
        }
        var account = keyless ? known.getFirst() : accounts.open(AccountTerms.unlimited("admin", "USD"), null);
        return keys.issue(account.id(), "first", EnumSet.allOf(Scope.class), null, null)
                .text();
    }

    private void tell(ServicePlan plan, Service service, @Nullable String key) {
        var address = service.address();
        console.print("Shotwright serves at %s, %d worker%s"
                .formatted(address, plan.workers(), plan.workers() == 1 ? "" : "s"));
        if (key != null) {
            console.print("");
            console.print("The administrator's key, shown this once: " + key);
            console.print("");
            console.print("A first clip:");
            console.print(
                    "  curl -fsS -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -H 'Prefer: wait=60' -d '{\"model\":\"previz\",\"prompt\":\"a red fox runs through the snow\"}' %s/api/v1/videos | grep -o 'http[^\"]*/media/[^\"]*' | head -n 1 | xargs curl -fsSo fox.mp4"
                            .formatted(key, address));
            console.print("");
        }
        surroundings.out().flush();
        console.leave();
    }

    private static void prepare(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                Files.createDirectories(data.toAbsolutePath().getParent());
                Files.createDirectory(
                        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--data", "the folder %s cannot be made: %s".formatted(data, e), e);
        }
    }
}
