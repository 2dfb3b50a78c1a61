package dev.shotwright.jobs.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.jobs.outbound.Names;
import dev.shotwright.jobs.outbound.Network;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.jobs.storage.MovedClock;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SenderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final MovedClock clock = new MovedClock(NOW);
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Message, Integer>> receivers = new ConcurrentHashMap<>();
    private TestDatabase tables;
    private HttpServer server;
    private Outbound outbound;
    private Webhooks webhooks;
    private Deliveries deliveries;
    private Sender sender;
    private UUID account;

    /** What a receiver got. */
    private record Message(String path, String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void open() throws IOException {
        tables = TestDatabase.fresh();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            var message = new Message(
                    exchange.getRequestURI().getPath(),
                    Objects.requireNonNull(headers.getFirst("webhook-id")),
                    Objects.requireNonNull(headers.getFirst("webhook-timestamp")),
                    Objects.requireNonNull(headers.getFirst("webhook-signature")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            messages.add(message);
            var status = receivers.getOrDefault(message.path(), _ -> 200).apply(message);
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1800");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        var guard = new AddressGuard(Names.system(), List.of(Network.parse("127.0.0.0/8")));
        outbound = new Outbound(guard, Outbound.Patience.usual(), 64);
        webhooks = webhooks(guard);
        deliveries = new Deliveries(tables.database(), clock);
        sender = sender();
        account = account("one");
    }

    @AfterEach
    void close() {
        sender.close();
        outbound.close();
        server.stop(0);
        tables.close();
    }

    private Webhooks webhooks(AddressGuard guard) {
        return new Webhooks(tables.database(), guard, KeyFile.of(new byte[32]), Ids.secure(clock), clock);
    }

    private Sender sender() {
        return new Sender(deliveries, webhooks, outbound, Letter.thin(), clock, new SplittableRandom(1));
    }

    @Test
    void receivers_are_told_of_the_events_that_they_asked_for_with_a_signature_that_holds() throws Exception {
        var all = webhooks.create(account, at("/all"), List.of());
        webhooks.create(account, at("/failed"), List.of(Event.FAILED));
        webhooks.create(account("other"), at("/other"), List.of());
        var job = job(account, 3, null);

        end(job);
        send();

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.path()).isEqualTo("/all");
            assertThat(message.id()).startsWith("dlv_");
            assertThat(message.timestamp()).isEqualTo(Long.toString(NOW.getEpochSecond()));
            assertThat(message.signature()).isEqualTo(signature(all.secret(), message));
            var body = JsonMapper.shared().readTree(message.body());
            assertThat(body.path("type").asString()).isEqualTo("video.succeeded");
            assertThat(body.path("data").path("id").asString()).isEqualTo(Ids.write(Prefix.JOB, job));
        });
        assertThat(deliveries.list(account, null, null, 10)).singleElement().satisfies(delivery -> {
            assertThat(delivery.delivered()).isEqualTo(NOW);
            assertThat(delivery.status()).isEqualTo(200);
            assertThat(delivery.due()).isNull();
        });
    }

    @Test
    void the_callback_address_of_a_request_is_told_and_signed_with_the_secret_of_the_account() throws Exception {
        end(job(account, 5, at("/callback")));
        send();

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.path()).isEqualTo("/callback");
            assertThat(message.signature()).isEqualTo(signature(webhooks.callbackSecret(account), message));
            assertThat(message.body()).contains("video.cancelled");
        });
    }

    @Test
    void jobs_that_end_together_are_told_of_in_one_statement_and_those_that_have_not_ended_are_not() {
        webhooks.create(account, at("/all"), List.of());
        var jobs = new ArrayList<UUID>();
        for (int state = 0; state <= 7; state++) {
            jobs.add(job(account, state, null));
        }
        end(jobs.toArray(UUID[]::new));
        send();

        assertThat(messages)
                .extracting(message -> JsonMapper.shared()
                        .readTree(message.body())
                        .path("type")
                        .asString())
                .containsExactlyInAnyOrder(
                        "video.succeeded", "video.failed", "video.cancelled", "video.expired", "video.in_doubt");
    }

    @Test
    void what_is_written_in_a_transaction_that_fails_is_never_sent() {
        webhooks.create(account, at("/all"), List.of());
        var job = job(account, 3, null);
        assertThatThrownBy(() -> tables.database().transaction(transaction -> {
                    Deliveries.insert(transaction, List.of(job), NOW);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        send();

        assertThat(messages).isEmpty();
        assertThat(deliveries.list(account, null, null, 10)).isEmpty();
    }

    @Test
    void a_message_that_is_not_taken_is_sent_again_under_its_id_with_growing_pauses_for_a_day() {
        receivers.put("/down", _ -> 500);
        webhooks.create(account, at("/down"), List.of());
        end(job(account, 3, null));
        var pauses = new ArrayList<Duration>();
        for (var due = first().due(); due != null; due = first().due()) {
            pauses.add(Duration.between(clock.instant(), due));
            clock.move(Duration.between(clock.instant(), due).plusMillis(1));
            send();
        }

        assertThat(messages)
                .hasSize(12)
                .extracting(Message::id)
                .containsOnly(messages.getFirst().id());
        assertThat(pauses).isSorted();
        assertThat(Duration.between(NOW, clock.instant())).isBetween(Duration.ofHours(23), Duration.ofHours(27));
        assertThat(first().delivered()).isNull();
        assertThat(first().status()).isEqualTo(500);
        clock.move(Duration.ofDays(3));
        send();
        assertThat(messages).hasSize(12);
    }

    @Test
    void a_receiver_that_comes_back_is_told_and_no_more() {
        receivers.put("/shaky", _ -> messages.size() < 3 ? 503 : 204);
        webhooks.create(account, at("/shaky"), List.of());
        end(job(account, 4, null));
        for (int i = 0; i < 10; i++) {
            send();
            clock.move(Duration.ofHours(1));
        }

        assertThat(messages).hasSize(3);
        assertThat(first().status()).isEqualTo(204);
        assertThat(first().tries()).isEqualTo(3);
    }

    @Test
    void a_receiver_may_ask_for_more_time() {
        receivers.put("/busy", _ -> 429);
        webhooks.create(account, at("/busy"), List.of());
        end(job(account, 3, null));
        send();

        assertThat(first().due()).isEqualTo(NOW.plusSeconds(1800));
    }

    @Test
    void a_receiver_that_says_that_it_is_gone_is_told_nothing_more_until_it_gets_a_new_secret() {
        receivers.put("/gone", _ -> 410);
        var webhook = webhooks.create(account, at("/gone"), List.of()).webhook();
        end(job(account, 3, null));
        send();
        end(job(account, 3, null));
        send();

        assertThat(messages).hasSize(1);
        assertThat(webhooks.get(account, webhook.id()).disabled()).isEqualTo(NOW);
        webhooks.rotate(account, webhook.id());
        receivers.remove("/gone");
        end(job(account, 3, null));
        send();
        assertThat(messages).hasSize(2);
    }

    @Test
    void a_changed_secret_signs_beside_the_former_one_for_a_day() throws Exception {
        var before = webhooks.create(account, at("/all"), List.of());
        var after = webhooks.rotate(account, before.webhook().id());
        end(job(account, 3, null));
        send();
        clock.move(Duration.ofDays(1));
        end(job(account, 3, null));
        send();

        var first = messages.getFirst();
        assertThat(first.signature())
                .isEqualTo(signature(after.secret(), first) + " " + signature(before.secret(), first));
        assertThat(messages.getLast().signature()).isEqualTo(signature(after.secret(), messages.getLast()));
    }

    @Test
    void a_message_can_be_sent_again_under_its_id_and_a_test_can_be_sent() {
        var webhook =
                webhooks.create(account, at("/all"), List.of(Event.FAILED)).webhook();
        end(job(account, 4, null));
        send();
        deliveries.replay(account, first().id());
        send();
        deliveries.test(webhook);
        send();

        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
        assertThat(messages.get(2).body()).contains("webhook.test");
    }

    @Test
    void of_many_senders_one_sends_each_message() {
        webhooks.create(account, at("/all"), List.of());
        var jobs = new ArrayList<UUID>();
        for (int i = 0; i < 40; i++) {
            jobs.add(job(account, 3, null));
        }
        end(jobs.toArray(UUID[]::new));
        var senders = new ArrayList<Sender>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                var another = sender();
                senders.add(another);
                threads.execute(() -> {
                    while (another.round() > 0) {
                        another.settle();
                    }
                });
            }
        }
        senders.forEach(Sender::close);

        assertThat(messages).hasSize(40).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void what_a_sender_took_that_died_is_sent_by_another_and_the_dead_one_changes_nothing_any_more() {
        webhooks.create(account, at("/all"), List.of());
        end(job(account, 3, null));
        var taken = deliveries.claim(List.of(), 8, 64);
        assertThat(taken).hasSize(1);
        send();
        assertThat(messages).isEmpty();

        clock.move(Duration.ofMinutes(2));
        send();
        assertThat(messages).hasSize(1);
        deliveries.refused(taken.getFirst(), clock.instant(), null, "late");
        assertThat(first().delivered()).isNotNull();
        assertThat(first().due()).isNull();
    }

    @Test
    void an_account_whose_receiver_hangs_holds_up_nobody_else() throws InterruptedException {
        var release = new CountDownLatch(1);
        receivers.put("/hangs", _ -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 200;
        });
        var other = account("other");
        webhooks.create(account, at("/hangs"), List.of());
        webhooks.create(other, at("/fine"), List.of());
        for (int i = 0; i < 100; i++) {
            end(job(account, 3, null));
        }
        end(job(other, 3, null));

        assertThat(sender.round()).isEqualTo(9);
        assertThat(sender.round()).isZero();
        release.countDown();
        sender.settle();
        assertThat(messages.stream().filter(message -> message.path().equals("/fine")))
                .hasSize(1);
    }

    @Test
    void a_receiver_inside_the_walls_is_refused_at_delivery_whatever_its_name_said_before() throws Exception {
        var said = new AtomicReference<>(InetAddress.getByName("93.184.215.14"));
        var strict = new AddressGuard(_ -> List.of(said.get()), List.of());
        webhooks = webhooks(strict);
        webhooks.create(account, "https://innocent.example/hook", List.of());
        said.set(InetAddress.getLoopbackAddress());
        end(job(account, 3, null));
        try (var closed = new Outbound(strict, Outbound.Patience.usual(), 8);
                var careful = new Sender(deliveries, webhooks, closed, Letter.thin(), clock, new SplittableRandom(1))) {
            careful.round();
            careful.settle();
        }

        assertThat(messages).isEmpty();
        assertThat(first().error()).contains("127.0.0.1");
        assertThat(first().due()).isNotNull();
    }

    @Test
    void a_receiver_outside_must_be_reached_by_https() {
        assertThatThrownBy(() -> webhooks.create(account, "http://93.184.215.14/hook", List.of()))
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INVALID_VALUE))
                .hasMessageContaining("https");
    }

    @Test
    void an_account_has_at_most_twenty_receivers_and_sees_its_own_alone() {
        for (int i = 0; i < 20; i++) {
            webhooks.create(account, at("/" + i), List.of());
        }
        assertThatThrownBy(() -> webhooks.create(account, at("/21"), List.of())).hasMessageContaining("20");
        var stranger = account("stranger");
        var webhook = webhooks.list(account).getFirst();
        var delivery = deliveries.test(webhook);

        assertThat(webhooks.list(stranger)).isEmpty();
        assertThat(deliveries.list(stranger, webhook.id(), null, 10)).isEmpty();
        assertThatThrownBy(() -> webhooks.get(stranger, webhook.id())).hasMessageContaining("no such");
        assertThatThrownBy(() -> webhooks.rotate(stranger, webhook.id())).hasMessageContaining("no such");
        assertThatThrownBy(() -> webhooks.delete(stranger, webhook.id())).hasMessageContaining("no such");
        assertThatThrownBy(() -> deliveries.get(stranger, delivery.id())).hasMessageContaining("no such");
        assertThatThrownBy(() -> deliveries.replay(stranger, delivery.id())).hasMessageContaining("no such");
        assertThat(webhooks.list(account)).hasSize(20);
    }

    @Test
    void deliveries_are_listed_in_pages_and_forgotten_after_a_month() {
        var webhook = webhooks.create(account, at("/all"), List.of()).webhook();
        for (int i = 0; i < 5; i++) {
            deliveries.test(webhook);
            clock.move(Duration.ofSeconds(1));
        }
        var first = deliveries.list(account, webhook.id(), null, 3);
        var second = deliveries.list(account, webhook.id(), first.getLast().id(), 3);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(first.getFirst().created()).isAfter(second.getLast().created());
        assertThat(deliveries.backlog().waiting()).isEqualTo(5);
        assertThat(deliveries.backlog().overdue()).isEqualTo(Duration.ofSeconds(5));
        clock.move(Duration.ofDays(31));
        assertThat(deliveries.sweep(100)).isEqualTo(5);
    }

    private void send() {
        sender.round();
        sender.settle();
    }

    private Delivery first() {
        return deliveries.list(account, null, null, 100).getLast();
    }

    private void end(UUID... jobs) {
        tables.database().transaction(transaction -> {
            Deliveries.insert(transaction, List.of(jobs), clock.instant());
            return 0;
        });
    }

    private UUID account(String name) {
        var id = UUID.randomUUID();
        tables.database()
                .sql()
                .sql("insert into account (id, name, currency, created) values (?, ?, 'CNY', ?)")
                .params(id, name, NOW.atOffset(ZoneOffset.UTC))
                .update();
        tables.database()
                .sql()
                .sql("insert into balance (account) values (?)")
                .param(id)
                .update();
        return id;
    }

    private UUID job(UUID owner, int state, @Nullable String callback) {
        var id = UUID.randomUUID();
        var now = NOW.atOffset(ZoneOffset.UTC);
        tables.database()
                .sql()
                .sql("""
                    insert into job (id, account, key, dialect, class, model, state, not_before, request, currency, held,
                                     tokens, callback, created)
                    values (:id, :owner, :key, 'native', 'previz', 'previz', :state, :now, '{}', 'CNY', 0, 0, :callback,
                            :now)\
                    """)
                .param("id", id)
                .param("owner", owner)
                .param("key", UUID.randomUUID())
                .param("state", state)
                .param("now", now)
                .param("callback", callback)
                .update();
        return id;
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String signature(Secret secret, Message message) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.text().substring(6)), "HmacSHA256"));
        var signed = "%s.%s.%s".formatted(message.id(), message.timestamp(), message.body());
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
