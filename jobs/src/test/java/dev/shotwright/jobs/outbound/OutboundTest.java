package dev.shotwright.jobs.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundTest {
    private static final Outbound.Patience SHORT = new Outbound.Patience(
            Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private HttpServer server;
    private Outbound outbound;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        outbound = through(Names.system(), Network.parse("127.0.0.0/8"));
    }

    @AfterEach
    void stop() {
        outbound.close();
        server.stop(0);
    }

    private static Outbound through(Names names, Network... opened) {
        return new Outbound(new AddressGuard(names, List.of(opened)), SHORT, 8);
    }

    @Test
    void a_post_arrives_as_it_was_sent() {
        server.createContext("/hook", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var told = exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body;
            answer(exchange, 202, told);
        });

        var answer = outbound.post(at("/hook"), Map.of("webhook-id", "dlv_1"), "{\"é\":1}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.note()).startsWith("dlv_1 application/json").endsWith("{\"é\":1}");
    }

    @Test
    void an_address_inside_the_walls_is_not_even_called() throws IOException {
        var calls = new AtomicInteger();
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            answer(exchange, 200, "");
        });
        try (var strict = through(Names.system())) {
            refused(ErrorCode.REFUSED, () -> strict.post(at("/"), Map.of(), "{}"));
            refused(ErrorCode.REFUSED, () -> strict.fetch(at("/"), folder.resolve("x"), 100));
            refused(
                    ErrorCode.REFUSED,
                    () -> strict.post(
                            URI.create("http://[::ffff:127.0.0.1]:"
                                    + server.getAddress().getPort() + "/"),
                            Map.of(),
                            "{}"));
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_name_that_leads_elsewhere_the_second_time_is_asked_once_and_the_connection_goes_to_what_was_checked() {
        server.createContext("/", exchange -> answer(exchange, 200, "here"));
        var looks = new AtomicInteger();
        Names rebinding = _ -> looks.incrementAndGet() == 1
                ? List.of(InetAddress.getLoopbackAddress())
                : List.of(InetAddress.getAllByName("127.0.0.99"));
        try (var rebound = through(rebinding, Network.parse("127.0.0.1"))) {
            var address =
                    URI.create("http://rebinding.example:" + server.getAddress().getPort() + "/");

            assertThat(rebound.post(address, Map.of(), "{}").note()).isEqualTo("here");
            assertThat(looks).hasValue(1);
            refused(ErrorCode.REFUSED, () -> rebound.post(address, Map.of(), "{}"));
        }
    }

    @Test
    void a_post_follows_no_redirect() {
        var calls = new AtomicInteger();
        server.createContext("/from", exchange -> {
            exchange.getResponseHeaders().set("Location", "/to");
            answer(exchange, 307, "");
        });
        server.createContext("/to", exchange -> {
            calls.incrementAndGet();
            answer(exchange, 200, "");
        });

        assertThat(outbound.post(at("/from"), Map.of(), "{}").status()).isEqualTo(307);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_fetch_follows_redirects_but_not_into_the_walls_and_not_for_ever() {
        server.createContext("/near", exchange -> {
            exchange.getResponseHeaders().set("Location", "medium");
            answer(exchange, 302, "");
        });
        server.createContext("/medium", exchange -> answer(exchange, 200, "bytes"));
        server.createContext("/inwards", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://10.0.0.1/latest/meta-data");
            answer(exchange, 302, "");
        });
        server.createContext("/file", exchange -> {
            exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
            answer(exchange, 302, "");
        });
        server.createContext("/round", exchange -> {
            exchange.getResponseHeaders().set("Location", "/round");
            answer(exchange, 302, "");
        });
        var target = folder.resolve("medium");

        outbound.fetch(at("/near"), target, 100);
        assertThat(target).hasContent("bytes");
        refused(ErrorCode.REFUSED, () -> outbound.fetch(at("/inwards"), target, 100));
        refused(ErrorCode.INVALID_VALUE, () -> outbound.fetch(at("/file"), target, 100));
        refused(ErrorCode.NETWORK_FAILED, () -> outbound.fetch(at("/round"), target, 100));
        assertThat(target).doesNotExist();
    }

    @Test
    void a_medium_is_taken_up_to_its_limit_whether_its_length_is_told_or_not() {
        server.createContext("/told", exchange -> answer(exchange, 200, "x".repeat(101)));
        server.createContext("/untold", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < 100_000; i++) {
                    body.write(new byte[1000]);
                }
            }
        });
        server.createContext("/just", exchange -> answer(exchange, 200, "x".repeat(100)));
        var target = folder.resolve("medium");

        refused(ErrorCode.MEDIA_TOO_LARGE, () -> outbound.fetch(at("/told"), target, 100));
        refused(ErrorCode.MEDIA_TOO_LARGE, () -> outbound.fetch(at("/untold"), target, 100));
        assertThat(target).doesNotExist();
        outbound.fetch(at("/just"), target, 100);
        assertThat(target).hasSize(100);
    }

    @Test
    void an_answer_without_end_is_read_to_its_bound_and_left() {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(500, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1000]);
                }
            }
        });

        var answer = outbound.post(at("/endless"), Map.of(), "{}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.note()).hasSize(4096);
    }

    @Test
    void a_receiver_that_says_nothing_and_one_that_drips_are_given_up() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var drops = Thread.ofVirtual().start(() -> drip(dripping));

            refused(ErrorCode.NETWORK_FAILED, () -> outbound.post(at(mute), Map.of(), "{}"));
            refused(ErrorCode.NETWORK_FAILED, () -> outbound.post(at(dripping), Map.of(), "{}"));
            drops.interrupt();
        }
    }

    @Test
    void a_packed_answer_is_not_unpacked() {
        server.createContext("/packed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "not gzip at all");
        });
        var target = folder.resolve("medium");

        outbound.fetch(at("/packed"), target, 100);

        assertThat(target).hasContent("not gzip at all");
    }

    /** A header line a beat, for longer than anybody waits. */
    private static void drip(ServerSocket server) {
        try (var socket = server.accept()) {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1000; i++) {
                out.write("x: y\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        fault -> assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static URI at(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
