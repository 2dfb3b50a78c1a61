package dev.shotwright.server;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.Account;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.IssuedKey;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.jobs.ledger.Cashier;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.vocabulary.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A running service with a fresh database, and a worker that does what a test says. */
public final class Stage implements AutoCloseable {
    private final TestDatabase database = TestDatabase.fresh();
    private final Path home;
    private final MediaStore media;
    private final Service service;
    private final MovableClock clock = new MovableClock();
    private final Ids ids = Ids.secure(clock);
    private final AtomicInteger tenants = new AtomicInteger();

    private Stage(Path home, ServiceSettings settings) {
        this.home = home;
        this.media = MediaStore.at(home.resolve("media").toString());
        this.service = Service.start(
                settings, database.database(), media, KeyFile.at(home.resolve("key"), new SecureRandom()), clock);
    }

    public static Stage open() {
        var home = home();
        return new Stage(home, ServiceSettings.local(home));
    }

    static Stage open(java.util.function.UnaryOperator<ServiceSettings> settings) {
        var home = home();
        return new Stage(home, settings.apply(ServiceSettings.local(home)));
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("shotwright-stage");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database database() {
        return database.database();
    }

    public MediaStore media() {
        return media;
    }

    public String address() {
        return service.address().toString();
    }

    public int port() {
        return service.port();
    }

    /** What the service takes for the time. */
    public MovableClock clock() {
        return clock;
    }

    /** A client with a key of a new account that has 100 CNY. */
    public Client tenant() {
        return tenant("tenant " + tenants.incrementAndGet());
    }

    /** The same, of an account with a name. */
    public Client tenant(String name) {
        var account = account(AccountTerms.prepaid(name, "CNY"));
        new Cashier(database(), clock).credit(account.id(), Money.of("100", "CNY"), null, null);
        return client(account, Set.of(Scope.SUBMIT, Scope.READ));
    }

    public Client administrator() {
        return client(
                account(AccountTerms.unlimited("house " + tenants.incrementAndGet(), "CNY")), Set.of(Scope.values()));
    }

    public Account account(AccountTerms terms) {
        return new Accounts(database(), ids, clock).open(terms, null);
    }

    public Client client(Account account, Set<Scope> scopes) {
        return new Client(address(), key(account, scopes).text());
    }

    public IssuedKey key(Account account, Set<Scope> scopes) {
        return new Keys(database(), ids, clock, new SecureRandom()).issue(account.id(), "test", scopes, null, null);
    }

    /** Whoever has a key. */
    public Client withKey(String key) {
        return new Client(address(), key);
    }

    /** Somebody without a key. */
    public Client stranger() {
        return new Client(address(), null);
    }

    public FakeWorker worker() {
        return new FakeWorker(database(), media, clock, ids);
    }

    @Override
    public void close() {
        service.close();
        media.close();
        database.close();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
