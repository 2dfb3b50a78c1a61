package dev.shotwright.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pulls through a proxy on this machine from hosts that no name server knows. */
final class ProxiesTest {
    private static final RepositoryName NAME = RepositoryName.parse(FakeHub.REPOSITORY);
    private static final FileChoice CHOICE =
            Catalogue.standard().entry("wan2.1-t2v-1.3b").files();
    private static final Patience ONCE = new Patience(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), _ -> {});

    @TempDir
    private Path folder;

    private final List<URI> asked = new CopyOnWriteArrayList<>();

    private Pull.Result pull(String endpoint, Map<String, String> environment) {
        var hub = HubAddress.of(HubKind.HUGGING_FACE, endpoint, null);
        var proxies = new HubEnvironment(environment).proxies();
        return new Pull(new ModelStore(folder), hub, proxies, 2, ONCE, _ -> Long.MAX_VALUE / 2)
                .run(NAME, CHOICE, (_, _, _) -> {});
    }

    /** A proxy that finds {@code hub.invalid} where the fake hub is. */
    private HttpServer proxy(FakeHub fake) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                forward(fake, exchange);
            }
        });
        server.start();
        return server;
    }

    private void forward(FakeHub fake, HttpExchange exchange) throws IOException {
        var wanted = exchange.getRequestURI();
        asked.add(wanted);
        var there = URI.create(wanted.toString().replace("http://hub.invalid", fake.endpoint()));
        var connection = (HttpURLConnection) there.toURL().openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept-Encoding", "identity");
        int status = connection.getResponseCode();
        for (var header : List.of("Location", "Link", "ETag", "Content-Type")) {
            var value = connection.getHeaderField(header);
            if (value != null) {
                exchange.getResponseHeaders().set(header, value);
            }
        }
        var body = status < 400 ? connection.getInputStream().readAllBytes() : new byte[0];
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_proxy", "HTTP_PROXY"})
    void everything_comes_through_the_proxy(String variable) throws IOException {
        try (var fake = new FakeHub(FakeHub.sample(7, 20_000))) {
            var proxy = proxy(fake);
            try {
                var at = "http://127.0.0.1:" + proxy.getAddress().getPort();
                var result = pull("http://hub.invalid", Map.of(variable, at));
                assertThat(result.stored().completeness()).isEqualTo(ModelStore.Completeness.WHOLE);
                assertThat(asked).hasSize(fake.requests.size());
                assertThat(asked).anyMatch(uri -> "localhost".equals(uri.getHost()));
            } finally {
                proxy.stop(0);
            }
        }
    }

    @Test
    void a_host_that_takes_no_proxy_is_asked_itself() throws IOException {
        try (var fake = new FakeHub(FakeHub.sample(7, 20_000))) {
            var proxy = proxy(fake);
            try {
                var at = "http://127.0.0.1:" + proxy.getAddress().getPort();
                pull(fake.endpoint(), Map.of("HTTP_PROXY", at, "NO_PROXY", "example.com, 127.0.0.1,localhost"));
                assertThat(asked).isEmpty();
            } finally {
                proxy.stop(0);
            }
        }
    }

    @Test
    void an_https_hub_is_reached_by_a_tunnel() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var line = CompletableFuture.supplyAsync(() -> {
                try (var client = socket.accept();
                        var reader = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                    return reader.readLine();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var environment = Map.of("HTTPS_PROXY", "127.0.0.1:" + socket.getLocalPort());
            assertThatThrownBy(() -> pull("https://hub.invalid", environment))
                    .isInstanceOfSatisfying(
                            ShotwrightException.class,
                            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.NETWORK_FAILED));
            assertThat(line.get()).isEqualTo("CONNECT hub.invalid:443 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co,              huggingface.co,       true",
        "https://cdn.huggingface.co,          .huggingface.co,      true",
        "https://cdn.huggingface.co,          huggingface.co,       true",
        "https://nothuggingface.co,           huggingface.co,       false",
        "https://huggingface.co,              *,                    true",
        "https://huggingface.co:8443,         huggingface.co:8443,  true",
        "https://huggingface.co,              huggingface.co:8443,  false",
        "https://Huggingface.CO,              huggingface.co:443,   true",
    })
    void hosts_without_a_proxy_are_named_as_everywhere(String uri, String none, boolean direct) {
        var proxies = new HubEnvironment(Map.of("https_proxy", "http://127.0.0.1:3128", "no_proxy", none)).proxies();
        assertThat(proxies.select(URI.create(uri)).getFirst().equals(Proxy.NO_PROXY))
                .isEqualTo(direct);
    }

    @Test
    void lower_case_wins() {
        var proxies = new HubEnvironment(
                        Map.of("HTTPS_PROXY", "http://127.0.0.1:1", "https_proxy", "http://127.0.0.1:2"))
                .proxies();
        assertThat(proxies.select(URI.create("https://huggingface.co"))
                        .getFirst()
                        .address())
                .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://127.0.0.1:1", "http://name:secret@127.0.0.1:1", "http://", "::"})
    void a_proxy_that_cannot_be_used_is_refused_without_telling_its_secret(String given) {
        assertThatThrownBy(() -> new HubEnvironment(Map.of("HTTPS_PROXY", given)).proxies())
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageContaining("http://HOST:PORT")
                .hasMessageNotContaining("secret");
    }
}
