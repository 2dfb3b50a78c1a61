package dev.shotwright.worker;

import dev.shotwright.jobs.queue.Advance;
import dev.shotwright.jobs.queue.Claims;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** The second-by-second pulse of a worker: how far all its jobs are in one statement, its leases renewed, and what is wanted of them. */
final class Beat implements AutoCloseable {
    private static final int RENEW_EVERY = 5;

    private final Claims claims;
    private final Hands hands;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("beat").daemon().factory());
    private int beats;

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
            var steps = held.stream()
                    .map(Holding::advance)
                    .filter(Objects::nonNull)
                    .<Advance>map(Objects::requireNonNull)
                    .toList();
            if (!steps.isEmpty()) {
                claims.advance(steps);
            }
            var leases = held.stream().map(Holding::lease).toList();
            var standing = beats++ % RENEW_EVERY == 0 ? claims.renew(leases) : claims.look(leases);
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

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
