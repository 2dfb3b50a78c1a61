package dev.shotwright.worker;

import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.DatabaseAddress;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.jobs.outbound.Names;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.jobs.queue.Endings;
import dev.shotwright.jobs.storage.FolderStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A worker as a process of its own: {@code FOLDER NAME}, the database in the environment. */
final class WorkerProcess {
    private WorkerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        var folder = Path.of(arguments[0]);
        var database = Database.open(
                new DatabaseAddress(System.getenv("URL"), System.getenv("USER_NAME"), System.getenv("PASSWORD")), 8);
        var clock = Clock.systemUTC();
        Worker.start(
                database,
                new FolderStore(folder.resolve("media")),
                new VendorKeys(database, Vault.open(folder.resolve("vendor.key")), clock),
                new Outbound(new AddressGuard(Names.system(), List.of()), Outbound.Patience.usual(), 4),
                Endings.untold(),
                WorkerSettings.usual(arguments[1], folder.resolve(arguments[1]), null, System::getenv)
                        .withSlots(1, 20)
                        .withPollEvery(Duration.ofMillis(200)),
                clock);
        Thread.currentThread().join();
    }
}
