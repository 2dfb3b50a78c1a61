package dev.shotwright.server.health;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.quota.Quotas;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The figures of the service for Prometheus, read from the tables every 15 seconds. All servers of a database tell the same;
 * only the counters of claims and postings begin anew with each. Nothing is told by account or key: there may be many.
 */
@Component
class Meters {
    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Database database;
    private final Quotas quotas;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private final Map<String, Long> taken = new HashMap<>();
    private final ReentrantLock reading = new ReentrantLock();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("meters").factory());
    private volatile @Nullable Figures figures;
    private long lastPosting = -1;

    Meters(Database database, Quotas quotas, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.quotas = quotas;
        this.clock = clock;
        this.registry = registry;
        gauge(
                "shotwright.webhooks.waiting",
                "Messages to receivers that are to be sent",
                each -> each.letters().waiting());
        gauge(
                "shotwright.webhooks.overdue.seconds",
                "How long the first of them is overdue",
                each -> each.letters().overdue());
        gauge("shotwright.ledger.wrong", "Accounts and jobs whose books did not prove right, each hour; 0", each -> {
            var proof = each.proof();
            return proof == null ? Double.NaN : proof.wrong();
        });
        var _ = timer.scheduleWithFixedDelay(this::tried, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void gauge(String name, String description, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, this, meters -> {
                    var known = meters.figures;
                    return known == null ? Double.NaN : value.applyAsDouble(known);
                })
                .description(description)
                .register(registry);
    }

    private void tried() {
        try {
            read();
        } catch (RuntimeException e) {
            LOG.warn("the figures cannot be read for now", e);
        }
    }

    /** What was read a moment ago, or is read now. */
    Figures recent() {
        var known = figures;
        return known == null || clock.instant().isAfter(known.at().plus(FRESH)) ? read() : known;
    }

    /** Reads the tables once. */
    Figures read() {
        reading.lock();
        try {
            var now = Figures.of(database, quotas, clock.instant());
            countPostings();
            count(now.queues());
            show(now);
            figures = now;
            return now;
        } finally {
            reading.unlock();
        }
    }

    private void countPostings() {
        var sql = database.sql();
        if (lastPosting < 0) {
            lastPosting = sql.sql("select coalesce(max(id), 0) from posting")
                    .query(Long.class)
                    .single();
            return;
        }
        sql.sql("select kind, count(*) as count, max(id) as last from posting where id > ? group by kind")
                .param(lastPosting)
                .query(row -> {
                    registry.counter("shotwright.postings", "kind", row.getString("kind"))
                            .increment(row.getDouble("count"));
                    lastPosting = Math.max(lastPosting, row.getLong("last"));
                });
    }

    private void count(List<Figures.Queue> queues) {
        for (var queue : queues) {
            var before = taken.put(queue.capability(), queue.taken());
            registry.counter("shotwright.claims", "class", queue.capability())
                    .increment((double) (before == null ? 0 : Math.max(0, queue.taken() - before)));
        }
    }

    private void show(Figures now) {
        Function<Figures.Queue, Tags> queue = each -> Tags.of("class", each.capability());
        rows("queue.jobs", "Jobs that wait for a worker", now.queues(), queue, Figures.Queue::queued);
        rows(
                "queue.oldest.seconds",
                "How long the head of a lane has waited longest",
                now.queues(),
                queue,
                Figures.Queue::oldest);
        rows("queue.running", "Jobs that workers hold", now.queues(), queue, Figures.Queue::running);
        rows(
                "attempts",
                "Draws at vendors under way, and those that ended within 15 minutes",
                now.vendors().stream().flatMap(Meters::attempts).toList(),
                each -> Tags.of("vendor", each.vendor(), "state", each.state()),
                Attempts::count);
        rows(
                "vendor.health",
                "The share of draws that ended within 15 minutes that the vendor did not fail",
                now.vendors(),
                each -> Tags.of("vendor", each.vendor()),
                each -> each.health() == null ? Double.NaN : each.health());
        Function<Figures.Crewman, Tags> worker = each -> Tags.of("worker", each.name());
        rows(
                "worker.unseen.seconds",
                "Since when a worker has not been seen",
                now.workers(),
                worker,
                Figures.Crewman::unseen);
        rows("worker.memory.bytes", "What a worker may have", now.workers(), worker, Figures.Crewman::memory);
        rows("worker.resident.bytes", "What a worker has", now.workers(), worker, Figures.Crewman::resident);
        rows("worker.slots", "How many jobs a worker takes at once", now.workers(), worker, Figures.Crewman::slots);
        rows("worker.running", "How many jobs a worker has", now.workers(), worker, Figures.Crewman::running);
        Function<Figures.Money, Tags> currency = each -> Tags.of("currency", each.currency());
        rows("ledger.sum", "All purses less all that was credited; 0", now.money(), currency, Figures.Money::sum);
        rows("ledger.available", "Money that can be spent", now.money(), currency, Figures.Money::available);
        rows("ledger.held", "Money that jobs hold", now.money(), currency, Figures.Money::held);
        rows("ledger.spent", "Money that was spent", now.money(), currency, Figures.Money::spent);
        rows(
                "quota.buckets",
                "Buckets that were taken from within 5 minutes, by how much of them is used up",
                List.of(
                        Map.entry("0-0.5", now.quota().little()),
                        Map.entry("0.5-0.9", now.quota().half()),
                        Map.entry("0.9-1", now.quota().most()),
                        Map.entry("1", now.quota().spent())),
                each -> Tags.of("used", each.getKey()),
                Map.Entry::getValue);
    }

    private record Attempts(String vendor, String state, long count) {}

    private static Stream<Attempts> attempts(Figures.Vendor all) {
        return Stream.of(
                new Attempts(all.vendor(), "open", all.open()),
                new Attempts(all.vendor(), "succeeded", all.succeeded()),
                new Attempts(all.vendor(), "refused", all.refused()),
                new Attempts(all.vendor(), "troubled", all.troubled()),
                new Attempts(all.vendor(), "in-doubt", all.doubted()));
    }

    private <T> void rows(
            String name, String description, List<T> all, Function<T, Tags> tags, ToDoubleFunction<T> value) {
        gauges.computeIfAbsent(
                        "shotwright." + name,
                        full -> MultiGauge.builder(full)
                                .description(description)
                                .register(registry))
                .register(
                        all.stream()
                                .<MultiGauge.Row<?>>map(
                                        each -> MultiGauge.Row.of(tags.apply(each), value.applyAsDouble(each)))
                                .toList(),
                        true);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
