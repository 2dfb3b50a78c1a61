package dev.shotwright.cli;

import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.DatabaseClock;
import dev.shotwright.jobs.database.EmbeddedPostgres;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.jobs.outbound.Names;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.jobs.webhook.Deliveries;
import dev.shotwright.worker.Worker;
import dev.shotwright.worker.WorkerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "worker",
        customSynopsis = "shotwright worker --database URL --media PLACE [OPTION]...",
        description = "Draw what a service has queued, on this machine, until it is told to stop.",
        footer = {"", "Example:", "  shotwright worker --database jdbc:postgresql://db/shotwright --media s3://clips"})
final class WorkerCommand implements Command {
    private static final int CONNECTIONS = 12;
    private static final int FETCHES = 16;

    private final Surroundings surroundings;
    private final Console console;

    @Mixin
    private final ServiceOptions words = new ServiceOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "The worker's name for people; this machine's.")
    private @Nullable String name;

    @Option(names = "--leashed", hidden = true, description = "End with the process that holds standard input open.")
    private boolean leashed;

    WorkerCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var plan = ServicePlan.of(surroundings, words);
        Logging.serve();
        try (var bidding = new Bidding(surroundings, console)) {
            work(plan, bidding);
        }
        return Exit.DONE;
    }

    private void work(ServicePlan plan, Bidding bidding) {
        var address =
                plan.database() == null ? EmbeddedPostgres.running(plan.data().resolve("postgres")) : plan.database();
        try (var database = Database.open(address, CONNECTIONS)) {
            database.migrate();
            var title = name == null ? machine() : name;
            try (var folder = WorkFolder.in(plan.data().resolve("work"), title);
                    var clock = DatabaseClock.of(database);
                    var media = MediaStore.proven(plan.media());
                    var outbound = new Outbound(
                            new AddressGuard(Names.system(), plan.openNetworks()), Outbound.Patience.usual(), FETCHES);
                    var worker = Worker.start(
                            database,
                            media,
                            new VendorKeys(database, Vault.open(plan.data().resolve(ServeCommand.VENDOR_KEY)), clock),
                            outbound,
                            Deliveries::insert,
                            settings(plan, title, folder.path()),
                            clock)) {
                console.note("%s works".formatted(worker.name()));
                if (leashed) {
                    Thread.ofPlatform().daemon().name("leash").start(() -> hang(bidding));
                }
                bidding.await();
            }
        }
    }

    /** Waits for whoever holds the other end of standard input to be gone. */
    private void hang(Bidding bidding) {
        try {
            while (surroundings.in().read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            console.problem("standard input broke: " + e);
        }
        bidding.tell();
    }

    private WorkerSettings settings(ServicePlan plan, String title, Path folder) {
        var server = plan.server().address();
        return WorkerSettings.usual(title, folder, Home.of(surroundings), surroundings::variable)
                .withSlots(plan.previz(), plan.hosted())
                .withVersion(VersionCommand.version())
                .withGrace(plan.grace())
                .withKeep(plan.keep())
                .withPollEvery(plan.pollEvery())
                .withCallbacks(server == null ? null : URI.create(server + "/callbacks"));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "worker";
        }
    }
}
