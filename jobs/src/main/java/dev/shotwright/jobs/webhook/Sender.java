package dev.shotwright.jobs.webhook;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender of messages to receivers. Any number of processes may run one.
 *
 * <p>At most 64 calls are under way and 8 of one account, so that a dead receiver holds up nobody but its owner. A message
 * that is not taken with a status of 2xx is sent again after a while that grows, for about a day; 410 ends a receiver.
 */
public final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int MOST = 64;
    private static final int EACH = 8;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(7));

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final Outbound outbound;
    private final Letter letter;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
    private final Phaser calls = new Phaser(1);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private volatile @Nullable Thread loop;

    public Sender(
            Deliveries deliveries,
            Webhooks webhooks,
            Outbound outbound,
            Letter letter,
            InstantSource clock,
            RandomGenerator random) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.outbound = outbound;
        this.letter = letter;
        this.clock = clock;
        this.random = random;
    }

    /** Looks for due messages each second until it is closed. */
    public void start() {
        loop = Thread.ofVirtual().name("webhooks").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    if (tried() == 0) {
                        Thread.sleep(BEAT);
                    }
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    private int tried() {
        try {
            return round();
        } catch (RuntimeException e) {
            LOG.warn("webhooks cannot be sent for now", e);
            return 0;
        }
    }

    /** Takes what is due and begins to send it; how many. */
    int round() {
        var room = MOST - underWay.values().stream().mapToInt(Integer::intValue).sum();
        if (room <= 0) {
            return 0;
        }
        var busy = underWay.entrySet().stream()
                .filter(entry -> entry.getValue() >= EACH)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var due = deliveries.claim(busy, EACH, room);
        for (var one : due) {
            underWay.merge(one.delivery().account(), 1, Integer::sum);
            calls.register();
            threads.execute(() -> {
                try {
                    send(one);
                } catch (RuntimeException e) {
                    LOG.warn("delivery {} stays as it is", one.delivery().id(), e);
                } finally {
                    underWay.computeIfPresent(one.delivery().account(), (_, count) -> count == 1 ? null : count - 1);
                    calls.arriveAndDeregister();
                }
            });
        }
        return due.size();
    }

    /** Waits until nothing is under way. */
    void settle() {
        calls.arriveAndAwaitAdvance();
    }

    private void send(Deliveries.Due due) {
        var delivery = due.delivery();
        try {
            var body = letter.write(occasion(due));
            var answer = outbound.post(webhooks.address("address", delivery.address()), headers(due, body), body);
            if (answer.status() >= 200 && answer.status() < 300) {
                deliveries.taken(due, answer.status());
            } else if (answer.status() == 410 && delivery.webhook() != null) {
                webhooks.disable(delivery.webhook());
                deliveries.refused(due, null, answer.status(), "the receiver says that it is gone");
            } else {
                deliveries.refused(due, next(due, answer.retryAfter()), answer.status(), answer.note());
            }
        } catch (ShotwrightException e) {
            deliveries.refused(due, next(due, null), null, String.valueOf(e.getMessage()));
        }
    }

    private static Letter.Occasion occasion(Deliveries.Due due) {
        var delivery = due.delivery();
        return new Letter.Occasion(
                delivery.event(),
                delivery.account(),
                delivery.job(),
                due.dialect(),
                delivery.webhook() == null ? Letter.Address.CALLBACK : Letter.Address.WEBHOOK,
                delivery.created());
    }

    private Map<String, String> headers(Deliveries.Due due, String body) {
        var delivery = due.delivery();
        var id = Ids.write(Prefix.DELIVERY, delivery.id());
        var timestamp = clock.instant().getEpochSecond();
        var secrets = delivery.webhook() == null
                ? List.of(webhooks.callbackSecret(delivery.account()))
                : webhooks.signing(delivery.webhook(), due.version(), due.changed());
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(
                "webhook-signature",
                secrets.stream().map(secret -> secret.sign(id, timestamp, body)).collect(Collectors.joining(" ")));
        return headers;
    }

    /** When a message is sent again after this try; null after the last one. */
    private @Nullable Instant next(Deliveries.Due due, @Nullable Long wish) {
        var tries = due.delivery().tries();
        if (tries > PAUSES.size()) {
            return null;
        }
        var pause = PAUSES.get(tries - 1);
        var scattered = pause.plusMillis(random.nextLong(pause.toMillis() / 10 + 1));
        var wished = wish == null ? Duration.ZERO : Duration.ofSeconds(Math.min(wish, LONGEST_WISH.toSeconds()));
        return clock.instant().plus(scattered.compareTo(wished) > 0 ? scattered : wished);
    }

    @Override
    public void close() {
        var running = loop;
        if (running != null) {
            running.interrupt();
        }
        threads.shutdown();
    }
}
