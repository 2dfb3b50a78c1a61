package dev.shotwright.server.health;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.ledger.Proof;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The figures of the service for Prometheus, read from the tables every 15 seconds, and the proof of the books every hour. All
 * servers of a database tell the same; only the counters of postings begin anew with each.
 */
@Component
class Meters {
    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final int PROOF_EVERY = 240;
    private static final int FIRST_PROOF = 4;

    private final Database database;
    private final Clock clock;
    private final MeterRegistry registry;
    private final AtomicReference<Figures> figures = new AtomicReference<>();
    private final MultiGauge queued;
    private final MultiGauge oldest;
    private final MultiGauge running;
    private final MultiGauge attempts;
    private final MultiGauge unseen;
    private final MultiGauge memory;
    private final MultiGauge slots;
    private final Thread thread;
    private volatile long lastPosting = -1;
    private volatile double wrong;

    Meters(Database database, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        this.registry = registry;
        queued = multi("shotwright.queue.jobs", "Jobs that wait for a worker, by what it must be able to do");
        oldest = multi("shotwright.queue.oldest.seconds", "How long the head of a lane has waited longest");
        running = multi("shotwright.queue.running", "Jobs that workers hold");
        attempts = multi("shotwright.attempts", "Draws at vendors under way or ended within 15 minutes, by state");
        unseen = multi("shotwright.worker.unseen.seconds", "Since when a worker has not been seen");
        memory = multi("shotwright.worker.memory.bytes", "What a worker may use");
        slots = multi("shotwright.worker.slots", "How many jobs a worker takes at once");
        gauge(
                "shotwright.ledger.sum",
                "All purses less all that was credited; 0",
                each -> each.money().sum());
        gauge(
                "shotwright.ledger.available",
                "Money that can be spent",
                each -> each.money().available());
        gauge(
                "shotwright.ledger.held",
                "Money that jobs hold",
                each -> each.money().held());
        gauge(
                "shotwright.ledger.spent",
                "Money that was spent",
                each -> each.money().spent());
        gauge(
                "shotwright.quota.buckets",
                "Buckets of keys and models",
                each -> each.quotas().buckets());
        gauge(
                "shotwright.quota.spent",
                "Buckets with nothing left",
                each -> each.quotas().spent());
        gauge(
                "shotwright.webhooks.waiting",
                "Messages to receivers that are to be sent",
                each -> each.letters().waiting());
        gauge(
                "shotwright.webhooks.overdue.seconds",
                "How long the first of them is overdue",
                each -> each.letters().overdue());
        Gauge.builder("shotwright.ledger.wrong", this, each -> each.wrong)
                .description("Accounts and jobs whose books do not prove right, looked at every hour; 0")
                .register(registry);
        thread = Thread.ofVirtual().name("meters").start(this::run);
    }

    private MultiGauge multi(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, figures, each -> {
                    var known = each.get();
                    return known == null ? Double.NaN : value.applyAsDouble(known);
                })
                .description(description)
                .register(registry);
    }

    private void run() {
        for (int beat = 0; !Thread.currentThread().isInterrupted(); beat++) {
            try {
                read();
                if (beat % PROOF_EVERY == FIRST_PROOF) {
                    var proof = Proof.of(database);
                    wrong = proof.wrong().size() + proof.overdrawn().size();
                }
                Thread.sleep(BEAT);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the figures cannot be read for now", e);
                if (!rested()) {
                    return;
                }
            }
        }
    }

    private static boolean rested() {
        try {
            Thread.sleep(BEAT);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Reads the tables once. */
    void read() {
        if (lastPosting < 0) {
            lastPosting = Figures.lastPosting(database);
        }
        var now = Figures.of(database, clock.instant(), lastPosting);
        lastPosting = now.lastPosting();
        figures.set(now);
        now.postings()
                .forEach((kind, count) ->
                        registry.counter("shotwright.postings", "kind", kind).increment(count));
        rows(queued, now.queues(), each -> Tags.of("class", each.capability()), Figures.Queue::queued);
        rows(oldest, now.queues(), each -> Tags.of("class", each.capability()), Figures.Queue::oldest);
        rows(running, now.queues(), each -> Tags.of("class", each.capability()), Figures.Queue::running);
        rows(
                attempts,
                now.attempts(),
                each -> Tags.of("vendor", each.vendor(), "state", each.state()),
                Figures.Attempts::count);
        rows(unseen, now.workers(), each -> Tags.of("worker", each.name()), Figures.Crewman::unseen);
        rows(memory, now.workers(), each -> Tags.of("worker", each.name()), Figures.Crewman::memory);
        rows(slots, now.workers(), each -> Tags.of("worker", each.name()), Figures.Crewman::slots);
    }

    private static <T> void rows(
            MultiGauge gauge, List<T> all, java.util.function.Function<T, Tags> tags, ToDoubleFunction<T> value) {
        gauge.register(
                all.stream()
                        .<MultiGauge.Row<?>>map(each -> MultiGauge.Row.of(tags.apply(each), value.applyAsDouble(each)))
                        .toList(),
                true);
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }
}
