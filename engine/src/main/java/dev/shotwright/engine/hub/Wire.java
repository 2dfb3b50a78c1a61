package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connection to one hub: requests with its token, redirects without it, and what its refusals mean. */
final class Wire implements AutoCloseable {
    private static final int MOST_REDIRECTS = 8;
    private static final int LONGEST_DOCUMENT = 64 << 20;
    private static final int LONGEST_COMPLAINT = 300;
    private static final Duration CONNECTING = Duration.ofSeconds(15);
    private static final Pattern RATE_LIMIT_WAIT = Pattern.compile(".*\\bt=(\\d{1,9})\\b.*");

    private final HttpClient client;
    private final HubAddress hub;
    private final RepositoryName repository;
    private final Patience patience;

    Wire(HubAddress hub, RepositoryName repository, ProxySelector proxies, Patience patience) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING)
                .proxy(proxies)
                .build();
        this.hub = hub;
        this.repository = repository;
        this.patience = patience;
    }

    Patience patience() {
        return patience;
    }

    /** A JSON document with the headers that it came with. */
    record Document(JsonNode json, @Nullable String link) {}

    /**
     * Asks for a JSON document until it comes.
     *
     * @throws ShotwrightException if it never does, or is none
     */
    Document document(URI uri) throws InterruptedException {
        var attempts = new Attempts(patience);
        while (true) {
            try (var reply = get(uri, Map.of("Accept", "application/json"))) {
                if (reply.status() == 200) {
                    return new Document(json(uri, reply), reply.header("link"));
                }
                attempts.failed(refusal(reply, null));
            } catch (IOException e) {
                attempts.failed(broken(uri, e));
            }
        }
    }

    private static JsonNode json(URI uri, Reply reply) throws IOException {
        var bytes = reply.body().readNBytes(LONGEST_DOCUMENT + 1);
        try {
            if (bytes.length > LONGEST_DOCUMENT) {
                throw unexpected(uri, "an answer of more than 64 MiB", null);
            }
            return JsonMapper.shared().readTree(bytes);
        } catch (JacksonException e) {
            throw unexpected(uri, "an answer that is no JSON", e);
        }
    }

    static ShotwrightException unexpected(URI uri, String what, @Nullable Exception cause) {
        return new ShotwrightException(
                ErrorCode.NETWORK_FAILED,
                "endpoint",
                "%s gave %s; accepted is what Hugging Face or ModelScope answer".formatted(uri, what),
                cause == null ? new IOException(what) : cause);
    }

    /** One request, followed through redirects; any other status is left to the caller. */
    Reply get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        var at = uri;
        for (var hops = 0; hops <= MOST_REDIRECTS; hops++) {
            var reply = send(at, headers);
            switch (reply.status()) {
                case 301, 302, 303, 307, 308 -> {
                    var next = reply.header("location");
                    reply.close();
                    at = next(at, next);
                }
                default -> {
                    return reply;
                }
            }
        }
        throw new IOException("more than %d redirects".formatted(MOST_REDIRECTS));
    }

    private static URI next(URI at, @Nullable String location) throws IOException {
        try {
            var next = at.resolve(location == null ? "" : location);
            var scheme = String.valueOf(next.getScheme());
            if (location == null || next.getHost() == null || !scheme.matches("https?")) {
                throw new IOException("a redirect to '%s'".formatted(location));
            }
            if ("https".equals(at.getScheme()) && "http".equals(scheme)) {
                throw new IOException("a redirect from https to http");
            }
            return next;
        } catch (IllegalArgumentException e) {
            throw new IOException("a redirect to '%s'".formatted(location), e);
        }
    }

    private Reply send(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .timeout(patience.silence())
                .header("User-Agent", "shotwright")
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        var token = hub.token();
        if (token != null && hub.holds(uri)) {
            request.header("Authorization", "Bearer " + token);
            if (hub.kind() == HubKind.MODELSCOPE) {
                request.header("Cookie", "m_session_id=" + token);
            }
        }
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        return new Reply(uri, response.statusCode(), response.headers(), response.body());
    }

    /** A failure of the connection, which may pass. */
    Failure broken(URI uri, IOException problem) {
        var message = problem.getMessage();
        return new Failure(
                null,
                new ShotwrightException(
                        ErrorCode.NETWORK_FAILED,
                        "endpoint",
                        "%s cannot be reached: %s"
                                .formatted(
                                        uri.getAuthority(),
                                        message == null ? problem.getClass().getSimpleName() : message),
                        problem));
    }

    /**
     * What a status that is no success means.
     *
     * @param file what was asked for, or null for the repository itself
     * @throws ShotwrightException if asking again would not help
     */
    Failure refusal(Reply reply, @Nullable FilePath file) throws IOException {
        var what = file == null ? repository.toString() : repository + "'s " + file;
        var own = hub.holds(reply.uri());
        var status = reply.status();
        if (own && (status == 401 || status == 403)) {
            throw forbidden(reply);
        }
        if (status == 404 && own) {
            throw new ShotwrightException(
                    file == null ? ErrorCode.UNKNOWN_MODEL : ErrorCode.REFUSED,
                    "model",
                    "%s has no %s; accepted are public repositories, or private ones with a token"
                            .formatted(hub, what));
        }
        var end = new ShotwrightException(
                ErrorCode.NETWORK_FAILED,
                "endpoint",
                "%s answered %d for %s%s".formatted(reply.uri().getAuthority(), status, what, complaint(reply)));
        var passing = status == 408 || status == 416 || status == 425 || status == 429 || status >= 500 || !own;
        if (!passing) {
            throw end;
        }
        return new Failure(wait(reply), end);
    }

    private ShotwrightException forbidden(Reply reply) throws IOException {
        var code = String.valueOf(reply.header("x-error-code"));
        var how = "a token of somebody who has access, by --token or %s"
                .formatted(hub.kind() == HubKind.HUGGING_FACE ? "HF_TOKEN" : "MODELSCOPE_API_TOKEN");
        var problem = code.equals("GatedRepo")
                ? "%s is gated: its owner gives access at %s/%s to those who ask"
                        .formatted(repository, hub.endpoint(), repository)
                : "%s answered %d for %s: it does not exist, or %s%s"
                        .formatted(
                                hub,
                                reply.status(),
                                repository,
                                hub.token() == null ? "it is not public" : "the token gives no access to it",
                                complaint(reply));
        return new ShotwrightException(ErrorCode.REFUSED, "token", problem + "; accepted is " + how);
    }

    private static String complaint(Reply reply) throws IOException {
        var told = reply.header("x-error-message");
        var text = told != null ? told : new String(reply.body().readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8);
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.isEmpty() || line.startsWith("<") ? "" : " (" + line + ")";
    }

    private static @Nullable Duration wait(Reply reply) {
        var after = reply.header("retry-after");
        if (after != null) {
            if (after.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(after));
            }
            try {
                var moment = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                var wait = Duration.between(Instant.now(), moment);
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeParseException e) {
                return null;
            }
        }
        var limit = reply.header("ratelimit");
        var seconds = limit == null ? null : RATE_LIMIT_WAIT.matcher(limit);
        return reply.status() == 429 && seconds != null && seconds.matches()
                ? Duration.ofSeconds(Long.parseLong(seconds.group(1)))
                : null;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
