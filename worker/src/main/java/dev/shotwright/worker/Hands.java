package dev.shotwright.worker;

import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.End;
import dev.shotwright.jobs.queue.Finish;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.queue.LeaseLost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessException;

/** The jobs under way, each on a thread of its own: those that compute here on one of the system's, the others on a light one. */
final class Hands {
    private static final Duration FAULT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Path folder;
    private final Claims claims;
    private final LocalWork local;
    private final HostedWork hosted;
    private final Consumer<Lease> freed;
    private final Map<UUID, Holding> holdings = new ConcurrentHashMap<>();

    /** @param freed is told when a job has left its slot */
    Hands(Path folder, Claims claims, LocalWork local, HostedWork hosted, Consumer<Lease> freed) {
        this.folder = folder;
        this.claims = claims;
        this.local = local;
        this.hosted = hosted;
        this.freed = freed;
    }

    List<Holding> all() {
        return List.copyOf(holdings.values());
    }

    void begin(Holding holding) {
        var lease = holding.lease();
        var before = holdings.put(lease.job(), holding);
        if (before != null) {
            before.wish(Holding.Wish.LOST);
        }
        var name = "job " + lease.job();
        if (lease.capability().equals(Worker.HOSTED)) {
            Thread.ofVirtual().name(name).start(() -> run(holding));
        } else {
            Thread.ofPlatform().name(name).daemon().start(() -> run(holding));
        }
    }

    private void run(Holding holding) {
        var lease = holding.lease();
        Log.open(lease);
        Log.begun(lease.model());
        var own = folder.resolve("%s-%d".formatted(lease.job(), lease.fence()));
        try {
            Files.createDirectories(own);
            var ending =
                    lease.capability().equals(Worker.HOSTED) ? hosted.carry(holding, own) : local.carry(holding, own);
            conclude(holding, ending);
        } catch (IOException e) {
            conclude(holding, new Ending.Spoilt("%s cannot be made: %s".formatted(own, e)));
        } catch (RuntimeException | Error e) {
            Log.fault(e);
            conclude(holding, new Ending.Spoilt("a fault of Shotwright itself: " + e));
        } finally {
            holdings.remove(lease.job(), holding);
            remove(own);
            freed.accept(lease);
        }
    }

    private void conclude(Holding holding, Ending ending) {
        var lease = holding.lease();
        try {
            switch (ending) {
                case Ending.Ended ended -> {
                    Persistence.insist(holding, () -> {
                        if (!claims.finish(new Finish(lease, ended.end()))) {
                            holding.wish(Holding.Wish.LOST);
                        }
                    });
                    Log.ended(holding.lost() ? "another worker has it" : words(ended.end()));
                }
                case Ending.GivenBack _ -> {
                    Persistence.insist(holding, () -> claims.giveBack(List.of(lease)));
                    Log.ended("given back");
                }
                case Ending.Spoilt spoilt -> spoil(holding, spoilt.why());
                case Ending.Abandoned _ -> Log.ended("another worker has it");
            }
        } catch (LeaseLost _) {
            Log.ended("another worker has it");
        } catch (DataAccessException e) {
            Log.hindered(
                    "its end was not written down: " + e.getMostSpecificCause().getMessage());
        }
    }

    /**
     * Lets the lease run out, so that the loss is counted. What a vendor may have is not lost: another worker carries it on,
     * after a while, since the fault may be everywhere.
     */
    private void spoil(Holding holding, String why) {
        var lease = holding.lease();
        Log.hindered("lost here: " + why);
        if (!lease.capability().equals(Worker.HOSTED)) {
            return;
        }
        try {
            holding.pause(FAULT);
        } catch (InterruptedException e) {
            Log.hindered("it is given back at once");
        }
        Persistence.insist(holding, () -> claims.giveBack(List.of(lease)));
    }

    private static String words(End end) {
        return switch (end) {
            case End.Succeeded _ -> "succeeded";
            case End.Failed failed -> "failed: " + failed.failure().code().word();
            case End.Cancelled _ -> "cancelled";
            case End.InDoubt _ -> "in doubt";
            case End.Expired _ -> "expired";
        };
    }

    /** A job's owner wants it no more. */
    void cancel(String job) {
        var holding = holdings.get(UUID.fromString(job));
        if (holding != null) {
            holding.wish(Holding.Wish.CANCEL);
        }
    }

    /** Another worker has a job, unless it has just left this one. */
    void lost(Holding holding) {
        if (holdings.get(holding.lease().job()) == holding) {
            holding.wish(Holding.Wish.LOST);
        }
    }

    /** A vendor says that a draw may have changed. */
    void called(String vendorAndTicket) {
        for (var holding : holdings.values()) {
            if (vendorAndTicket.equals(holding.awaited())) {
                holding.wake();
            }
        }
    }

    void giveBack(Predicate<Holding> which) {
        holdings.values().stream().filter(which).forEach(holding -> holding.wish(Holding.Wish.GIVE_BACK));
    }

    /** Waits for the jobs under way to leave, for so long at most. */
    void await(Duration time) {
        var until = System.nanoTime() + time.toNanos();
        try {
            while (!holdings.isEmpty() && System.nanoTime() < until) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody waits any more for what is left to be written down. */
    void leave() {
        holdings.values().forEach(Holding::leave);
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            Log.trouble("%s cannot be removed: %s".formatted(folder, e));
        }
    }
}
