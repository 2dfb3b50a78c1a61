package dev.shotwright.worker;

import dev.shotwright.jobs.queue.Advance;
import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            var standing = standing(held);
            for (var holding : held) {
                var job = holding.lease().job();
                if (standing.lost().contains(job)) {
                    hands.lost(holding);
                } else if (standing.cancelled().contains(job)) {
                    holding.wish(Holding.Wish.CANCEL);
                }
            }
            advance(held);
        } catch (DataAccessException e) {
            Log.trouble("leases could not be renewed, or nobody be told how far their jobs are: "
                    + e.getMostSpecificCause().getMessage());
        } catch (RuntimeException e) {
            Log.trouble("a beat was missed: " + e);
        }
    }

    private void advance(List<Holding> held) {
        var told = new ArrayList<Holding>();
        var steps = new ArrayList<Advance>();
        for (var holding : held) {
            var step = holding.advance();
            if (step != null) {
                told.add(holding);
                steps.add(step);
            }
        }
        try {
            claims.advance(steps);
        } catch (DataAccessException e) {
            told.forEach(Holding::tellAgain);
            throw e;
        }
    }

    /**
     * What vendors draw is asked about when it is new, since a wish that was told before this worker had it was not heard, and
     * then at the renewals only: of such jobs there may be thousands.
     */
    private Standing standing(List<Holding> held) {
        var now = System.nanoTime();
        if (now - renewed >= RENEW_EVERY.toNanos()) {
            var standing = claims.renew(held.stream().map(Holding::lease).toList());
            held.forEach(Holding::see);
            renewed = now;
            return standing;
        }
        var watched = held.stream()
                .filter(holding ->
                        !holding.seen() || !holding.lease().capability().equals(Worker.HOSTED))
                .toList();
        var standing = claims.look(watched.stream().map(Holding::lease).toList());
        watched.forEach(Holding::see);
        return standing;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
