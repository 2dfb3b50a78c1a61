package dev.shotwright.worker;

import dev.shotwright.engine.memory.ResidentMemory;
import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Listening;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.jobs.queue.Bell;
import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.Endings;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.queue.RegisteredCard;
import dev.shotwright.jobs.queue.RegisteredWorker;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.providers.account.OpenAccounts;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.card.ModelCard;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;

/**
 * A process's share in the work: it says what it can do, claims jobs as fairly as the queue gives them, and carries each on a
 * thread of its own. What it holds it holds by leases, so that whatever ends it loses nothing.
 */
public final class Worker implements AutoCloseable {
    /** What hosted jobs ask of a worker. */
    public static final String HOSTED = "hosted";

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final WorkerSettings settings;
    private final Clock clock;
    private final UUID id;
    private final Bell ringer;
    private final Claims claims;
    private final Workers workers;
    private final Listening listening;
    private final Shelf shelf;
    private final Doors doors;
    private final Slots slots;
    private final Hands hands;
    private final Beat beat;
    private final Lookout lookout;
    private final Semaphore bell = new Semaphore(0);
    private final Thread claimer;
    private volatile List<ModelCard> offered = List.of();
    private volatile boolean untold;
    private volatile boolean drained;
    private volatile boolean draining;

    private Worker(
            Database database,
            MediaStore store,
            VendorKeys keys,
            Outbound outbound,
            Endings endings,
            WorkerSettings settings,
            Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.id = Ids.secure(clock).next();
        this.ringer = new Bell(database);
        this.claims = new Claims(database, clock, endings, ringer);
        this.workers = new Workers(database);
        this.shelf = new Shelf(settings.home());
        var kept = new KeptKeys(keys, clock);
        this.doors = new Doors(settings, kept, new OpenAccounts(Waiting.real()));
        this.slots = new Slots(settings, shelf.previz().model());
        var gallery = new Gallery(store);
        var materials = new Materials(database, store, outbound);
        var retention = new Retention(settings.keep());
        this.hands = new Hands(
                settings.work(),
                claims,
                new LocalWork(shelf, materials, gallery, retention, new SecureRandom()),
                new HostedWork(doors, materials, gallery, retention, new Attempts(claims, database)),
                this::freed);
        this.beat = new Beat(claims, hands);
        this.lookout = new Lookout(id, database, claims, doors, this::begin);
        this.listening = new Listening(database);
        listening.on(Channel.QUEUED, _ -> bell.release());
        listening.on(Channel.CANCEL, hands::cancel);
        listening.on(Channel.VENDORS, vendor -> {
            kept.forget(vendor);
            untold = true;
            bell.release();
        });
        listening.on(Channel.CALLED, hands::called);
        register();
        this.claimer = Thread.ofPlatform().name("claims").start(this::claim);
    }

    /**
     * A worker that has begun to claim. What is given stays the caller's, to be closed after the worker.
     *
     * @param database brought up to date already
     * @param endings writes down what hangs on the end of jobs
     */
    public static Worker start(
            Database database,
            MediaStore store,
            VendorKeys keys,
            Outbound outbound,
            Endings endings,
            WorkerSettings settings,
            Clock clock) {
        return new Worker(database, store, keys, outbound, endings, settings, clock);
    }

    public UUID id() {
        return id;
    }

    /** Its name for people. */
    public String name() {
        return settings.name();
    }

    /** How many jobs it works on. */
    public int busy() {
        return hands.all().size();
    }

    /** Looks now for draws that are in doubt. */
    void lookForDoubts() {
        lookout.look();
    }

    /** Gives a sign of life, tells of models that are new here, and hears whether this worker is to take no more. */
    private void tell() {
        if (!cards().equals(offered)) {
            register();
        }
        var resident = ResidentMemory.now().bytes();
        if (workers.beat(id, resident + slots.memory(), resident)) {
            drained = false;
            return;
        }
        drained = workers.all().stream().anyMatch(worker -> worker.id().equals(id) && worker.draining());
        if (!drained) {
            register();
        }
    }

    /** The models that there is room for. */
    private List<ModelCard> cards() {
        slots.checkpoints(shelf.checkpoints());
        return Stream.of(
                        settings.previz() == 0 ? List.<ModelCard>of() : List.of(shelf.previz()),
                        slots.checkpoints(),
                        settings.hosted() == 0 ? List.<ModelCard>of() : doors.cards())
                .flatMap(List::stream)
                .toList();
    }

    private void register() {
        offered = cards();
        var now = clock.instant();
        var resident = ResidentMemory.now().bytes();
        var cards = new ArrayList<RegisteredCard>();
        for (var card : offered) {
            cards.add(card(card.vendor().equals("local") ? card.model() : HOSTED, card));
        }
        workers.register(
                new RegisteredWorker(
                        id,
                        settings.name(),
                        now,
                        now,
                        slots.all(),
                        resident + slots.memory(),
                        resident,
                        busy(),
                        List.of(Shelf.device().word()),
                        settings.version(),
                        draining || drained),
                cards);
    }

    private RegisteredCard card(String capability, ModelCard card) {
        return new RegisteredCard(card.model(), capability, Document.of(ModelCard.class, card), clock.instant());
    }

    private void claim() {
        var told = System.nanoTime();
        while (!draining) {
            try {
                if (untold || System.nanoTime() - told > TELL_EVERY.toNanos()) {
                    untold = false;
                    told = System.nanoTime();
                    tell();
                }
                var free = drained ? Map.<String, Integer>of() : slots.free();
                var leases = free.isEmpty() ? List.<Lease>of() : claims.claim(id, free);
                leases.forEach(this::begin);
                if (leases.isEmpty()) {
                    rest();
                }
            } catch (DataAccessException e) {
                Log.trouble("the database does not answer: "
                        + e.getMostSpecificCause().getMessage());
                rest();
            } catch (RuntimeException e) {
                Log.trouble("no job could be claimed: " + e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            if (bell.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            draining = true;
        }
    }

    private void begin(Lease lease) {
        slots.take(lease.capability());
        var holding = new Holding(lease, clock);
        if (lease.cancelled()) {
            holding.wish(Holding.Wish.CANCEL);
        }
        hands.begin(holding);
    }

    private void freed(Lease lease) {
        slots.give(lease.capability());
        bell.release();
    }

    /**
     * Claims no more, gives back what vendors draw, lets what is drawn here end within the grace, and gives back the rest.
     * Whatever is not given back in time is lost with its lease.
     */
    @Override
    public void close() {
        draining = true;
        claimer.interrupt();
        join(claimer, LAST_WORDS);
        lookout.close();
        try {
            register();
        } catch (DataAccessException e) {
            Log.trouble("nobody could be told that this worker ends: "
                    + e.getMostSpecificCause().getMessage());
        }
        hands.giveBack(holding -> holding.lease().capability().equals(HOSTED));
        hands.await(settings.grace());
        hands.giveBack(_ -> true);
        hands.await(LAST_WORDS);
        hands.leave();
        beat.close();
        listening.close();
        try {
            workers.leave(id);
        } catch (DataAccessException e) {
            Log.trouble("nobody could be told that this worker has ended: "
                    + e.getMostSpecificCause().getMessage());
        }
        ringer.close();
        doors.close();
    }

    private static void join(Thread thread, Duration time) {
        try {
            thread.join(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
