package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A service's native API as a key opens it. What goes wrong is an error like any other; no message holds the key. */
final class ServiceClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int TRIES = 4;

    private final URI server;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    ServiceClient(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    URI server() {
        return server;
    }

    /** An address of the API. */
    static String path(String... parts) {
        var path = new StringBuilder("/api/v1");
        for (var part : parts) {
            path.append('/')
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return path.toString();
    }

    JsonNode get(String path) {
        return again("GET", path, BodyPublishers.noBody(), Map.of());
    }

    /** Posts what the service may be told more than once: because of an idempotency key, or because it changes nothing. */
    JsonNode post(String path, JsonNode body, Map<String, String> headers) {
        return again("POST", path, BodyPublishers.ofString(body.toString()), headers);
    }

    /** Sends a change once. */
    JsonNode change(String method, String path, @Nullable JsonNode body) {
        return answer(once(
                method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                Map.of()));
    }

    /** The answer as text, such as a list of comma-separated values. */
    String text(String path) {
        return once("GET", path, BodyPublishers.noBody(), Map.of()).body();
    }

    /** Sends a file. */
    JsonNode upload(String path, Path file, String type) {
        try {
            return again("POST", path, BodyPublishers.ofFile(file), Map.of("Content-Type", type));
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, "media", "%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private JsonNode again(String method, String path, BodyPublisher body, Map<String, String> headers) {
        for (var pause = AGAIN; ; pause = pause.multipliedBy(2)) {
            try {
                return answer(once(method, path, body, headers));
            } catch (ShotwrightException e) {
                var passes = e.code() == ErrorCode.NETWORK_FAILED || e.code() == ErrorCode.UNAVAILABLE;
                if (!passes || pause.compareTo(AGAIN.multipliedBy(1L << (TRIES - 1))) >= 0) {
                    throw e;
                }
                rest(pause);
            }
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    private HttpResponse<String> once(String method, String path, BodyPublisher body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key)
                .method(method, body);
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 400) {
                throw problem(response);
            }
            return response;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    private ShotwrightException unreachable(IOException fault) {
        return new ShotwrightException(
                ErrorCode.NETWORK_FAILED,
                "--server",
                "%s gives no answer: %s"
                        .formatted(
                                server,
                                fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage()),
                fault);
    }

    private static JsonNode answer(HttpResponse<String> response) {
        return read(response.body());
    }

    private static JsonNode read(String text) {
        try {
            return text.isBlank()
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new ShotwrightException(ErrorCode.NETWORK_FAILED, "--server", "the service's answer is no JSON", e);
        }
    }

    private ShotwrightException problem(HttpResponse<String> response) {
        JsonNode told;
        try {
            told = read(response.body());
        } catch (ShotwrightException _) {
            told = MissingNode.getInstance();
        }
        var word = told.path("code").asString("");
        var code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElse(response.statusCode() >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.REFUSED);
        var field = told.path("field").asString("");
        return new ShotwrightException(
                code,
                field.isEmpty() ? null : field,
                told.path("detail").asString("%s answers with status %d".formatted(server, response.statusCode())));
    }

    /** Bytes that have arrived. */
    @FunctionalInterface
    interface Arrival {
        void bytes(long count);
    }

    /** Brings a clip from its link into a file. */
    void download(URI link, Path file, Arrival arrival) {
        var request = HttpRequest.newBuilder(link).timeout(ANSWER).build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new ShotwrightException(
                        ErrorCode.NETWORK_FAILED, "clip", "its link answers with status " + response.statusCode());
            }
            try (InputStream body = response.body();
                    var out = Files.newOutputStream(file)) {
                var piece = new byte[1 << 16];
                long all = 0;
                for (var count = body.read(piece); count >= 0; count = body.read(piece)) {
                    out.write(piece, 0, count);
                    all += count;
                    arrival.bytes(all);
                }
            }
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.NETWORK_FAILED, "clip", "the clip breaks off: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
