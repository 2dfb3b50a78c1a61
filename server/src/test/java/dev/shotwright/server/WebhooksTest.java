package dev.shotwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.shotwright.jobs.outbound.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** Receivers of events, vendors that call, health and figures, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private Stage stage;
    private HttpServer receiver;

    private record Message(String path, String id, String body) {}

    @BeforeAll
    void open() throws IOException {
        stage = Stage.open(settings -> settings.withOpenNetworks(List.of(Network.parse("127.0.0.0/8"))));
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            messages.add(new Message(
                    exchange.getRequestURI().getPath(),
                    Objects.requireNonNull(exchange.getRequestHeaders().getFirst("webhook-id")),
                    body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    void close() {
        stage.close();
        receiver.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }

    private Message next() throws InterruptedException {
        return Objects.requireNonNull(messages.poll(30, TimeUnit.SECONDS), "no message came");
    }

    @Test
    void a_receiver_is_made_tested_changed_and_removed() throws InterruptedException {
        var client = stage.tenant("receiver");
        var made = client.post(
                "/api/v1/webhooks", "{\"address\":\"%s\",\"events\":[\"video.failed\"]}".formatted(at("/hook")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.at("/secret")).startsWith("whsec_");
        var path = made.header("Location");
        assertThat(client.get(path).text()).doesNotContain("whsec_").contains("video.failed");
        assertThat(client.get("/api/v1/webhooks").json().get("webhooks")).hasSize(1);

        var test = client.post(path + "/test", "");
        assertThat(test.status()).as(test.text()).isEqualTo(202);
        var message = next();
        assertThat(message.id()).isEqualTo(test.at("/id"));
        assertThat(message.body()).contains("webhook.test");

        var replay = client.post("/api/v1/deliveries/" + test.at("/id") + "/replay", "");
        assertThat(replay.status()).isEqualTo(202);
        assertThat(next().id()).isEqualTo(message.id());
        assertThat(client.get("/api/v1/deliveries?limit=1").at("/deliveries/0/id"))
                .isEqualTo(message.id());

        assertThat(client.post(path + "/rotate", "").at("/secret"))
                .startsWith("whsec_")
                .isNotEqualTo(made.at("/secret"));
        assertThat(client.get("/api/v1/callback-secret").at("/secret")).startsWith("whsec_");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_receiver_inside_the_walls_and_a_wrong_event_are_refused() {
        var client = stage.tenant("walls");
        for (var address : List.of(
                "http://169.254.169.254/x",
                "https://169.254.169.254/x",
                "https://10.0.0.1/",
                "https://[::1]/",
                "ftp://example.com")) {
            var refused = client.post("/api/v1/webhooks", "{\"address\":\"%s\"}".formatted(address));
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.at("/field")).isEqualTo("address");
            assertThat(refused.at("/accepted")).as(refused.text()).isNotEmpty();
        }
        var wrong =
                client.post("/api/v1/webhooks", "{\"address\":\"https://example.com\",\"events\":[\"video.sung\"]}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("video.failed");
    }

    @Test
    void a_callback_inside_the_walls_is_refused_when_it_is_given() {
        var client = stage.tenant("callbacks");
        var fox = "{\"model\":\"sketch\",\"prompt\":\"a fox\",\"callback\":\"%s\"}";
        try (var _ = stage.worker()) {
            for (var address :
                    List.of("https://10.0.0.1/", "https://[fe80::1]/", "http://example.org/", "ftp://example.org/")) {
                var refused = client.post("/api/v1/videos", fox.formatted(address));
                assertThat(refused.status()).as(refused.text()).isEqualTo(400);
                assertThat(refused.at("/field")).isEqualTo("callback");
            }
            var batch = client.post(
                    "/api/v1/batches",
                    "{\"requests\":[%s,%s]}".formatted(fox.formatted(at("/one")), fox.formatted("https://10.0.0.1/")));
            assertThat(batch.status()).isEqualTo(400);
            assertThat(batch.at("/field")).isEqualTo("requests[1].callback");
            assertThat(client.get("/api/v1/videos").json().path("videos")).isEmpty();
        }
    }

    @Test
    void a_callback_is_told_in_the_dialect_of_its_request() throws InterruptedException {
        var client = stage.tenant("dialects");
        try (var _ = stage.worker()) {
            var created = client.post("/api/v3/contents/generations/tasks", """
                {"model": "sketch", "content": [{"type": "text", "text": "a fox"}], "callback_url": "%s"}\
                """.formatted(at("/ark")));
            assertThat(created.status()).as(created.text()).isEqualTo(200);
            client.delete("/api/v3/contents/generations/tasks/" + created.at("/id"));
            var message = next();
            assertThat(message.path()).isEqualTo("/ark");
            var body = JsonMapper.shared().readTree(message.body());
            assertThat(body.path("id").asString()).isEqualTo(created.at("/id"));
            assertThat(body.path("status").asString()).isEqualTo("cancelled");
            assertThat(body.path("model").asString()).isEqualTo("sketch");
        }
    }

    @Test
    void the_end_of_a_video_is_told_with_all_that_is_known_of_it() throws InterruptedException {
        var client = stage.tenant("told");
        try (var _ = stage.worker()) {
            client.post("/api/v1/webhooks", "{\"address\":\"%s\"}".formatted(at("/all")));
            var asked = client.post("/api/v1/videos", "{\"model\":\"sketch\",\"prompt\":\"a fox runs\",\"seed\":7}");
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            client.post("/api/v1/videos/" + asked.at("/id") + "/cancel", "");

            var message = next();
            var body = JsonMapper.shared().readTree(message.body());
            assertThat(body.path("type").asString()).startsWith("video.");
            assertThat(body.at("/data/id").asString()).isEqualTo(asked.at("/id"));
            assertThat(body.at("/data/model").asString()).isEqualTo("sketch");
        }
    }

    @Test
    void a_vendor_that_calls_is_heard_where_a_key_of_it_is_kept_and_a_forged_call_wakes_nobody() {
        var stranger = stage.stranger();
        assertThat(stranger.post("/callbacks/nobody", "{}").status()).isEqualTo(404);
        stage.database().sql().sql("select 1").query(Integer.class).single();
        var big = "x".repeat(300 << 10);
        assertThat(stranger.post("/callbacks/nobody/x", big).status()).isEqualTo(404);
    }

    @Test
    void health_is_told_to_everybody_and_figures_to_administrators() throws InterruptedException {
        assertThat(stage.stranger().get("/health/live").at("/state")).isEqualTo("up");
        var ready = stage.stranger().get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.at("/parts/database")).isEqualTo("up");
        assertThat(ready.at("/parts/media")).isEqualTo("up");
        assertThat(stage.stranger().get("/metrics").status()).isEqualTo(401);
        assertThat(stage.tenant("nosy").get("/metrics").status()).isEqualTo(403);
        var figures = stage.administrator().get("/metrics");
        assertThat(figures.status()).isEqualTo(200);
        assertThat(figures.text())
                .contains("shotwright_webhooks_waiting")
                .contains("jvm_memory_used_bytes")
                .contains("http_server_requests_seconds_count");
    }
}
