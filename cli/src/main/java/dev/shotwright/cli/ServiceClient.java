package dev.shotwright.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SENDING = Duration.ofMinutes(10);
    private static final int PIECE = 1 << 20;
    private static final int SENT_PIECE = 1 << 23;
    private static final int LONGEST_NAME = 200;

    /** How long a service is asked again that gives no answer, by who does not say otherwise. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private final URI server;
    private final String key;
    private final Duration patience;
    private final Consumer<String> told;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * @param patience how long it is asked again while it gives no answer
     * @param told is told when that begins
     */
    ServiceClient(URI server, String key, Duration patience, Consumer<String> told) {
        this.server = server;
        this.key = key;
        this.patience = patience;
        this.told = told;
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
        return change(method, path, body, Map.of());
    }

    /** Sends a change once. */
    JsonNode change(String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        return answer(once(
                method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                headers));
    }

    /** The answer as text, such as a list of comma-separated values. */
    String text(String path) {
        return once("GET", path, BodyPublishers.noBody(), Map.of()).body();
    }

    /**
     * Brings a file to the service, piece by piece; a connection that breaks costs what had not arrived of its piece, and a file
     * that the account has already costs none.
     *
     * @return its id there
     */
    String upload(Path file) {
        try (var in = FileChannel.open(file, READ)) {
            var begin = "%s?sha256=%s&name=%s".formatted(path("files"), sha256(file), name(file));
            var standing =
                    again("POST", begin, BodyPublishers.noBody(), Map.of("Upload-Length", String.valueOf(in.size())));
            try {
                while (isOpen(standing)) {
                    var last = standing;
                    var asked = new AtomicBoolean();
                    standing = again(() -> appended(file, in, asked.getAndSet(true) ? standing(last) : last));
                }
            } catch (ShotwrightException e) {
                abandon(standing);
                throw e;
            }
            return standing.path("id").asString();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String name(Path file) {
        var name = String.valueOf(file.getFileName()).replaceAll("\\p{Cntrl}", "_");
        return URLEncoder.encode(
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, StandardCharsets.UTF_8);
    }

    /** Takes back an upload that ends half-way; one that cannot be taken back the service removes itself. */
    private void abandon(JsonNode file) {
        var interrupted = Thread.interrupted();
        try {
            once("DELETE", path("files", file.path("id").asString()), BodyPublishers.noBody(), Map.of());
        } catch (ShotwrightException e) {
            told.accept("the half of it that has arrived stays for a day: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isOpen(JsonNode file) {
        return file.path("state").asString().equals("open");
    }

    private JsonNode standing(JsonNode file) {
        return answer(once("GET", path("files", file.path("id").asString()), BodyPublishers.noBody(), Map.of()));
    }

    /** How a file stands after its next piece, where it wants one. */
    private JsonNode appended(Path file, FileChannel in, JsonNode standing) {
        if (!isOpen(standing)) {
            return standing;
        }
        var from = standing.path("received").asLong();
        var left = standing.path("bytes").asLong() - from;
        var piece = ByteBuffer.allocate((int) Math.min(SENT_PIECE, left));
        try {
            while (piece.hasRemaining() && in.read(piece, from + piece.position()) > 0) {}
            if (piece.hasRemaining()) {
                throw new EOFException(
                        "it has become shorter, %d bytes are missing".formatted(left - piece.position()));
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        try {
            return answer(once(
                    "PATCH",
                    path("files", standing.path("id").asString()),
                    BodyPublishers.ofByteArray(piece.array()),
                    Map.of("Content-Type", "application/octet-stream", "Upload-Offset", String.valueOf(from))));
        } catch (ShotwrightException e) {
            throw e.code() == ErrorCode.CONFLICT ? elsewhere(e) : e;
        }
    }

    /** The service may still be keeping what an earlier connection brought: then it is asked again how far it is. */
    private static ShotwrightException elsewhere(ShotwrightException conflict) {
        return new ShotwrightException(
                ErrorCode.UNAVAILABLE, conflict.field(), String.valueOf(conflict.getMessage()), conflict);
    }

    /** The digest of a file's bytes as the service tells it, in hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ShotwrightException unreadable(Path file, IOException fault) {
        return new ShotwrightException(
                ErrorCode.FILE_NOT_FOUND, "media", "%s cannot be read: %s".formatted(file, fault), fault);
    }

    private JsonNode again(String method, String path, BodyPublisher body, Map<String, String> headers) {
        return again(() -> answer(once(method, path, body, headers)));
    }

    /** Asks again, with pauses that grow, while there is no answer and patience lasts. */
    private <T> T again(Supplier<T> question) {
        var until = System.nanoTime() + patience.toNanos();
        for (var pause = AGAIN; ; pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause) {
            try {
                return question.get();
            } catch (ShotwrightException e) {
                var passes = e.code() == ErrorCode.NETWORK_FAILED || e.code() == ErrorCode.UNAVAILABLE;
                if (!passes || System.nanoTime() + pause.toNanos() > until) {
                    throw e;
                }
                if (pause.equals(AGAIN)) {
                    told.accept("%s; it is asked again for %d s".formatted(e.getMessage(), patience.toSeconds()));
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
                .header("Authorization", "Bearer " + key)
                .method(method, body);
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            var response = sent(
                    request.build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8),
                    headers.containsKey("Content-Type") ? SENDING : ANSWER);
            if (response.statusCode() >= 400) {
                throw problem(response);
            }
            return response;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Sends a request and waits for the last byte of its answer, which a time limit of the client's does not. */
    private <T> HttpResponse<T> sent(HttpRequest request, BodyHandler<T> handler, Duration limit) throws IOException {
        var answer = http.sendAsync(request, handler);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("nothing came for %d s".formatted(limit.toSeconds()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
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

    /**
     * Brings a clip into a file, piece by piece; a connection that breaks costs the piece that it broke in.
     *
     * @param link says where the clip lies, and is asked anew after each fault, since links end
     * @param bytes how many it has
     */
    void download(Supplier<URI> link, long bytes, Path file, Arrival arrival) {
        try (var out = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
            var place = link.get();
            while (out.position() < bytes) {
                var from = out.position();
                var first = place;
                var asked = new AtomicBoolean();
                var piece = again(() -> piece(asked.getAndSet(true) ? link.get() : first, from, bytes));
                out.write(ByteBuffer.wrap(piece));
                arrival.bytes(out.position());
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--output", "%s cannot be written: %s".formatted(file, e), e);
        }
    }

    private byte[] piece(URI link, long from, long bytes) {
        var request = HttpRequest.newBuilder(link)
                .header("Range", "bytes=%d-%d".formatted(from, Math.min(bytes, from + PIECE) - 1))
                .build();
        try {
            var response = sent(request, BodyHandlers.ofByteArray(), ANSWER);
            var whole = response.statusCode() == 200 && from == 0;
            if ((response.statusCode() != 206 && !whole) || response.body().length == 0) {
                throw new ShotwrightException(
                        ErrorCode.NETWORK_FAILED, "clip", "its link answers with status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
