package dev.shotwright.providers.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shotwright.providers.SkippedTime;
import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.JsonNodeFactory;

class LineTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), 4);

    private interface Step {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final Queue<Step> steps = new ArrayDeque<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final SkippedTime time = new SkippedTime();
    private HttpServer server;
    private Line line;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                questions.incrementAndGet();
                var step = steps.poll();
                (step == null ? status(200, "{}") : step).answer(exchange);
            }
        });
        server.start();
        line = new Line("Vendor", Signature.header("Authorization", "Bearer ", "secret-key-42"), SHORT, time);
    }

    @AfterEach
    void close() {
        line.close();
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tasks");
    }

    private static Step status(int status, String body, String... headers) {
        return exchange -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    private Outcome submit() {
        return submit(address());
    }

    private Outcome submit(URI address) {
        return line.submit(Call.post(address, JsonNodeFactory.instance.objectNode()), reply -> {
            if (reply.ok()) {
                return Outcomes.queued(reply.json().path("id").asString("none"));
            }
            return Outcomes.failed(
                    null,
                    new Failure(
                            FailureCode.OVERLOADED,
                            "Vendor: " + reply.json().path("error").asString(""),
                            Retry.SAFE,
                            Billing.NOT_BILLED,
                            reply.text()));
        });
    }

    @Test
    void a_question_waits_as_long_as_the_vendor_asks() {
        steps.add(status(429, "{}", "Retry-After", "7"));
        steps.add(status(503, "{}"));
        assertThat(line.ask(Call.get(address())).status()).isEqualTo(200);
        assertThat(questions).hasValue(3);
        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void a_question_ends_after_a_few_attempts() {
        for (var i = 0; i < 9; i++) {
            steps.add(status(503, "{}"));
        }
        assertThat(line.ask(Call.get(address())).status()).isEqualTo(503);
        assertThat(questions).hasValue(4);
    }

    @Test
    void a_refusal_is_not_asked_again() {
        steps.add(status(400, "{}"));
        assertThat(line.ask(Call.get(address())).status()).isEqualTo(400);
        assertThat(questions).hasValue(1);
    }

    @Test
    void a_submission_is_sent_once_whatever_comes_back() {
        steps.add(status(429, "{\"error\": \"slow down\"}"));
        assertThat(submit().state()).isEqualTo(State.FAILED);
        steps.add(status(503, "{\"error\": \"full\"}"));
        var shaken = Objects.requireNonNull(submit().failure());
        assertThat(shaken.retry()).isEqualTo(Retry.LOOK_UP_FIRST);
        assertThat(shaken.billing()).isEqualTo(Billing.UNKNOWN);
        steps.add(status(502, "<html>"));
        assertThat(submit().state()).isEqualTo(State.IN_DOUBT);
        steps.add(status(403, "<html>"));
        assertThat(Objects.requireNonNull(submit().failure()).billing()).isEqualTo(Billing.NOT_BILLED);
        assertThat(questions).hasValue(4);
    }

    @Test
    void a_submission_to_a_vendor_that_is_not_there_was_not_sent() {
        server.stop(0);
        var outcome = submit();
        assertThat(outcome.state()).isEqualTo(State.FAILED);
        assertThat(Objects.requireNonNull(outcome.failure()).retry()).isEqualTo(Retry.SAFE);
        assertThat(outcome.failure().billing()).isEqualTo(Billing.NOT_BILLED);
    }

    @Test
    void a_submission_over_a_connection_that_dies_is_not_sent_again_by_the_client_below() throws Exception {
        try (var vendor = new Forgetful(0)) {
            assertThat(submit(vendor.address()).state()).isEqualTo(State.IN_DOUBT);
            assertThat(vendor.submissions).hasValue(1);
        }
    }

    @Test
    void a_submission_after_the_vendor_has_dropped_the_connection_arrives_once() throws Exception {
        try (var vendor = new Forgetful(1)) {
            assertThat(line.ask(Call.get(vendor.address())).status()).isEqualTo(200);
            assertThat(submit(vendor.address()).state()).isEqualTo(State.QUEUED);
            assertThat(submit(vendor.address()).state()).isEqualTo(State.QUEUED);
            assertThat(vendor.submissions).hasValue(2);
        }
    }

    @Test
    @Timeout(60)
    void submissions_leave_no_threads_behind() {
        var before = selectors();
        for (var i = 0; i < 50; i++) {
            assertThat(submit().state()).isEqualTo(State.QUEUED);
        }
        while (selectors() > before) {
            Thread.onSpinWait();
        }
    }

    private static long selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("SelectorManager"))
                .count();
    }

    /** A vendor that keeps connections and answers so many calls over each; it takes the next one, and drops the connection. */
    private static final class Forgetful implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger submissions = new AtomicInteger();
        private final int answers;

        Forgetful(int answers) throws IOException {
            this.answers = answers;
            threads.execute(this::accept);
        }

        URI address() {
            return URI.create("http://127.0.0.1:%d/tasks".formatted(socket.getLocalPort()));
        }

        private void accept() {
            try {
                while (true) {
                    var connection = socket.accept();
                    threads.execute(() -> answer(connection));
                }
            } catch (IOException e) {
                // the test is over
            }
        }

        private void answer(Socket accepted) {
            try (var connection = accepted) {
                for (var i = 0; i <= answers; i++) {
                    if (head(connection.getInputStream()).startsWith("POST")) {
                        submissions.incrementAndGet();
                    }
                    if (i < answers) {
                        connection
                                .getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                                        .getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException e) {
                // the line has closed the connection
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            threads.shutdownNow();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int next; head.indexOf("\r\n\r\n") < 0 && (next = in.read()) >= 0; ) {
            head.append((char) next);
        }
        var length = head.toString().replaceAll("(?s).*[Cc]ontent-[Ll]ength: (\\d+).*", "$1");
        if (length.matches("\\d+")) {
            in.readNBytes(Integer.parseInt(length));
        }
        return head.toString();
    }

    @Test
    void a_vendor_that_is_down_is_left_alone_for_a_while_and_asked_again() {
        for (var i = 0; i < 5; i++) {
            steps.add(status(500, "{\"error\": \"down\"}"));
            submit();
        }
        assertThat(submit().state()).isEqualTo(State.FAILED);
        assertThat(questions).as("the sixth is not sent").hasValue(5);
        pause(Duration.ofSeconds(31));
        assertThat(submit().state()).isEqualTo(State.QUEUED);
        assertThat(submit().state()).isEqualTo(State.QUEUED);
    }

    @Test
    void faults_of_the_caller_do_not_count_against_the_vendor() {
        for (var i = 0; i < 20; i++) {
            steps.add(status(i % 2 == 0 ? 403 : 429, "{\"error\": \"your balance\"}"));
            assertThat(submit().state()).isEqualTo(State.FAILED);
        }
        assertThat(questions).hasValue(20);
        assertThat(submit().state()).isEqualTo(State.QUEUED);
    }

    private void pause(Duration pause) {
        try {
            time.pause(pause);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_key_that_the_vendor_repeats_is_not_shown() {
        steps.add(status(401, "{\"error\": \"wrong key secret-key-42\"}"));
        assertThat(submit().toString()).contains("wrong key ***").doesNotContain("secret-key-42");
    }

    @Test
    void keys_travel_by_https_alone() {
        for (var address : List.of("http://vendor.example/tasks", "ftp://127.0.0.1/tasks", "file:///etc/passwd")) {
            assertThatThrownBy(() -> line.ask(Call.get(URI.create(address))))
                    .isInstanceOf(ShotwrightException.class)
                    .hasMessageContaining("https");
        }
    }

    @Test
    void a_clip_that_stops_coming_is_told() throws IOException {
        steps.add(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[400]);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (var stream = line.fetch(address(), Line.Credentials.HIDDEN, 0)) {
            assertThat(stream.length()).isEqualTo(1000);
            assertThat(stream.body().readNBytes(400)).hasSize(400);
            assertThatThrownBy(() -> stream.body().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_clip_is_read_on_from_where_it_was_left() throws IOException {
        steps.add(status(206, "world", "Content-Range", "bytes 6-10/11"));
        try (var stream = line.fetch(address(), Line.Credentials.HIDDEN, 6)) {
            assertThat(stream.from()).isEqualTo(6);
            assertThat(stream.length()).isEqualTo(11);
            assertThat(stream.body().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("world");
        }
    }

    @Test
    void redirects_do_not_go_round_for_ever() {
        for (var i = 0; i < 50; i++) {
            steps.add(status(302, "", "Location", "/again"));
        }
        assertThatThrownBy(() -> line.fetch(address(), Line.Credentials.HIDDEN, 0))
                .isInstanceOf(VendorException.class)
                .hasMessageContaining("redirects");
        assertThat(questions.get()).isLessThan(10);
    }

    @Test
    void a_redirect_away_from_https_is_not_followed() {
        steps.add(status(302, "", "Location", "http://elsewhere.example/clip.mp4"));
        assertThatThrownBy(() -> line.fetch(address(), Line.Credentials.SHOWN, 0))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("https");
    }
}
