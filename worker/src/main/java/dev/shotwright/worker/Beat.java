package dev.shotwright.worker;

import dev.shotwright.jobs.queue.Advance;
import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.queue.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** The second-by-second pulse of a worker: how far all its jobs are in one statement, its leases renewed, and what is wanted of them. */
final class Beat implements AutoCloseable {
    private static final Duration RENEW_EVERY = Duration.ofSeconds(10);

    private final Claims claims;
    private final Hands hands;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("beat").daemon().factory());
    private long renewed = System.nanoTime() - RENEW_EVERY.toNanos();

    Beat(Claims claims, Hands hands) {
        this.claims = claims;
        this.hands = hands;
        var _ = clock.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            var held = hands.all();
            if (held.isEmpty()) {
                return;
            }
            advance(held);
            var standing = standing(held.stream().map(Holding::lease).toList());
            for (var holding : held) {
                var job = holding.lease().job();
                if (standing.lost().contains(job)) {
                    hands.lost(holding);
                } else if (standing.cancelled().contains(job)) {
                    holding.wish(Holding.Wish.CANCEL);
                }
            }
        } catch (DataAccessException e) {
            Log.trouble("no lease could be renewed: " + e.getMostSpecificCause().getMessage());
        } catch (RuntimeException e) {
            Log.trouble("a beat was missed: " + e);
        }
    }

    private void advance(List<Holding> held) {
        var steps = held.stream()
                .map(Holding::advance)
                .filter(Objects::nonNull)
                .<Advance>map(Objects::requireNonNull)
                .toList();
        try {
            claims.advance(steps);
        } catch (DataAccessException e) {
            held.forEach(Holding::tellAgain);
            throw e;
        }
    }

    /** What vendors draw is asked about at the renewals only: of such jobs there may be thousands, and a wish is told besides. */
    private Standing standing(List<Lease> leases) {
        var now = System.nanoTime();
        if (now - renewed >= RENEW_EVERY.toNanos()) {
            var standing = claims.renew(leases);
            renewed = now;
            return standing;
        }
        return claims.look(leases.stream()
                .filter(lease -> !lease.capability().equals(Worker.HOSTED))
                .toList());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
