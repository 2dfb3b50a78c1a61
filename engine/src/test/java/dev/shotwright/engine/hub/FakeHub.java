package dev.shotwright.engine.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A hub on this machine that speaks the interfaces of Hugging Face and of ModelScope for one repository, with large files on a
 * second server as the hubs have them, and with {@link Trouble} on demand. It uses nothing but the JDK, so that other clients
 * can be tried against it: its {@code main} serves a sample and prints where.
 */
final class FakeHub implements AutoCloseable {
    static final String REPOSITORY = "Wan-AI/Wan2.1-T2V-1.3B-Diffusers";
    static final String COMMIT = "0fad780a534b6463e45facd96134c9f345acfa5b";
    static final int LARGE = 4096;

    /** What the path of a trouble begins with that befalls the hub's redirect and not the file's bytes. */
    static final String AT_HUB = "hub:";

    private static final int PAGE = 4;
    private static final int PIECE = 16_384;

    private final HttpServer hub;
    private final HttpServer store;
    private final TreeMap<String, byte[]> files;
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile LongConsumer watcher = _ -> {};
    private volatile @Nullable String listedExtra;
    private volatile @Nullable String token;
    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    final AtomicLong sent = new AtomicLong();

    /** What a client asked for. */
    record Request(
            String method,
            String path,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String authorization,
            @Nullable String cookie) {}

    FakeHub(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
        hub = server(this::atHub);
        store = server(this::atStore);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private HttpServer server(Handler handler) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                try (exchange) {
                    note(exchange);
                    handler.handle(exchange);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers.getFirst("Range"),
                headers.getFirst("If-Range"),
                headers.getFirst("Authorization"),
                headers.getFirst("Cookie")));
    }

    /** A repository of the usual files, the large ones of so many bytes, the same for the same seed. */
    static Map<String, byte[]> sample(long seed, int large) {
        var random = new SplittableRandom(seed);
        var files = new TreeMap<String, byte[]>();
        for (var path : List.of(
                "text_encoder/model-00001-of-00002.safetensors",
                "text_encoder/model-00002-of-00002.safetensors",
                "transformer/diffusion_pytorch_model.safetensors",
                "vae/diffusion_pytorch_model.safetensors")) {
            var bytes = new byte[large + random.nextInt(1000)];
            random.nextBytes(bytes);
            files.put(path, bytes);
        }
        for (var path : List.of(
                "model_index.json",
                "scheduler/scheduler_config.json",
                "text_encoder/config.json",
                "text_encoder/model.safetensors.index.json",
                "tokenizer/tokenizer.json",
                "transformer/config.json",
                "vae/config.json",
                "README.md",
                "assets/a b+c%.png")) {
            files.put(path, "{\"of\": \"%s\"}".formatted(path).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    String endpoint() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    HubAddress address(HubKind kind, @Nullable String asked) {
        return HubAddress.of(kind, endpoint(), asked);
    }

    /** Lets the next requests whose path contains a text meet trouble, one after the other. */
    FakeHub troubled(String path, Trouble... next) {
        troubles.computeIfAbsent(path, _ -> new ArrayDeque<>()).addAll(List.of(next));
        return this;
    }

    /** Asks for a token from now on. */
    FakeHub gated(String wanted) {
        token = wanted;
        return this;
    }

    /** Puts one more entry into the list, written as it is. */
    FakeHub listing(String json) {
        listedExtra = json;
        return this;
    }

    void change(String path, byte[] bytes) {
        files.put(path, bytes);
        changes.incrementAndGet();
    }

    private @Nullable Trouble trouble(String path) {
        synchronized (troubles) {
            for (var entry : troubles.entrySet()) {
                var key = entry.getKey();
                if (key.startsWith(AT_HUB) == path.startsWith(AT_HUB)
                        && path.contains(key)
                        && !entry.getValue().isEmpty()) {
                    return entry.getValue().poll();
                }
            }
            return null;
        }
    }

    private void atHub(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var query = query(exchange);
        var wanted = token;
        if (wanted != null
                && !("Bearer " + wanted).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("X-Error-Code", "GatedRepo");
            answer(exchange, 401, "{\"error\":\"Access is restricted\"}");
        } else if (path.startsWith("/api/models/" + REPOSITORY)) {
            api(exchange, path.substring(("/api/models/" + REPOSITORY).length()), query);
        } else if (path.equals("/api/v1/models/" + REPOSITORY + "/repo/files")) {
            list(exchange, path, modelScopeList(query));
        } else if (path.equals("/api/v1/models/" + REPOSITORY + "/repo")) {
            serve(exchange, query.getOrDefault("FilePath", ""));
        } else if (path.startsWith("/" + REPOSITORY + "/resolve/")) {
            var rest = path.substring(("/" + REPOSITORY + "/resolve/").length());
            serve(exchange, rest.substring(rest.indexOf('/') + 1));
        } else if (path.startsWith("/old/name/resolve/")) {
            exchange.getResponseHeaders().set("Location", path.replace("/old/name/", "/" + REPOSITORY + "/"));
            answer(exchange, 307, "");
        } else {
            exchange.getResponseHeaders().set("X-Error-Code", "RepoNotFound");
            answer(exchange, 404, "{\"error\":\"Repository not found\"}");
        }
    }

    private void api(HttpExchange exchange, String rest, Map<String, String> query) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (rest.isEmpty() || rest.startsWith("/revision/")) {
            var siblings = files.keySet().stream()
                    .map("{\"rfilename\":\"%s\"}"::formatted)
                    .collect(Collectors.joining(",", "[", "]"));
            list(
                    exchange,
                    path,
                    "{\"id\":\"%s\",\"sha\":\"%s\",\"siblings\":%s,\"private\":false,\"gated\":false,\"tags\":[]}"
                            .formatted(REPOSITORY, COMMIT, siblings));
        } else if (rest.startsWith("/tree/")) {
            var from = Integer.parseInt(query.getOrDefault("cursor", "0"));
            if (from + PAGE < files.size()) {
                exchange.getResponseHeaders()
                        .set(
                                "Link",
                                "<https://hub.example%s?recursive=true&cursor=%d>; rel=\"next\""
                                        .formatted(path, from + PAGE)
                                        .replace("https://hub.example", endpoint()));
            }
            var page = files.keySet().stream().skip(from).limit(PAGE).map(this::entry);
            var extra = from == 0 && listedExtra != null ? "," + listedExtra : "";
            list(exchange, path, page.collect(Collectors.joining(",", "[", extra + "]")));
        } else {
            answer(exchange, 404, "{}");
        }
    }

    private String entry(String path) {
        var bytes = file(path);
        return bytes.length < LARGE
                ? "{\"type\":\"file\",\"oid\":\"%s\",\"size\":%d,\"path\":\"%s\"}"
                        .formatted(blob(bytes), bytes.length, path)
                : "{\"type\":\"file\",\"oid\":\"%s\",\"size\":%d,\"lfs\":{\"oid\":\"%s\",\"size\":%d,\"pointerSize\":134},\"path\":\"%s\"}"
                        .formatted(blob(new byte[0]), bytes.length, sha256(bytes), bytes.length, path);
    }

    private String modelScopeList(Map<String, String> query) {
        var first = query.getOrDefault("PageNumber", "1").equals("1");
        var entries = files.keySet().stream().map(path -> {
            var bytes = file(path);
            return "{\"Name\":\"%s\",\"Path\":\"%s\",\"Type\":\"blob\",\"Size\":%d,\"Sha256\":\"%s\",\"IsLFS\":%b}"
                    .formatted(
                            path.substring(path.lastIndexOf('/') + 1),
                            path,
                            bytes.length,
                            sha256(bytes),
                            bytes.length >= LARGE);
        });
        var extra = listedExtra != null ? "," + listedExtra : "";
        var list = first ? entries.collect(Collectors.joining(",", "[", extra + "]")) : "[]";
        return "{\"Code\":200,\"Data\":{\"Files\":%s},\"Message\":\"success\",\"Success\":true}".formatted(list);
    }

    private void list(HttpExchange exchange, String path, String json) throws IOException {
        var trouble = trouble(path);
        switch (trouble) {
            case Trouble.Status status -> status(exchange, status);
            case null, default -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                answer(exchange, 200, json);
            }
        }
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        if (!files.containsKey(path)) {
            exchange.getResponseHeaders().set("X-Error-Code", "EntryNotFound");
            answer(exchange, 404, "");
            return;
        }
        var bytes = file(path);
        var headers = exchange.getResponseHeaders();
        headers.set("X-Repo-Commit", COMMIT);
        if (bytes.length < LARGE) {
            headers.set("ETag", "\"" + blob(bytes) + "\"");
            body(exchange, path, bytes);
            return;
        }
        headers.set("X-Linked-Size", Integer.toString(bytes.length));
        headers.set("X-Linked-Etag", "\"" + sha256(bytes) + "\"");
        var trouble = trouble(AT_HUB + path);
        switch (trouble) {
            case Trouble.Elsewhere elsewhere -> headers.set("Location", elsewhere.location());
            case Trouble.Status status -> {
                status(exchange, status);
                return;
            }
            case null, default ->
                headers.set(
                        "Location",
                        "http://localhost:%d/%s?signature=x%%2By"
                                .formatted(store.getAddress().getPort(), path));
        }
        answer(exchange, 302, "Found");
    }

    private void atStore(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(1);
        if (exchange.getRequestHeaders().containsKey("Authorization")
                || !"signature=x%2By".equals(exchange.getRequestURI().getRawQuery())) {
            answer(exchange, 400, "one proof too many, or none");
            return;
        }
        var bytes = file(path);
        exchange.getResponseHeaders().set("ETag", "\"" + sha256(bytes).substring(0, 16) + changes + "\"");
        body(exchange, path, bytes);
    }

    /** Sends a file, or the part of it that was asked for, with the trouble that is due. */
    private void body(HttpExchange exchange, String path, byte[] file) throws IOException {
        var headers = exchange.getResponseHeaders();
        var trouble = exchange.getRequestMethod().equals("GET") ? trouble(path) : null;
        if (trouble instanceof Trouble.Status status) {
            status(exchange, status);
            return;
        }
        var from = from(exchange, file.length);
        if (trouble instanceof Trouble.Whole) {
            from = 0;
        }
        if (from > file.length) {
            headers.set("Content-Range", "bytes */" + file.length);
            answer(exchange, 416, "");
            return;
        }
        var bytes = Arrays.copyOfRange(file, from, file.length);
        switch (trouble) {
            case Trouble.Stretched(var by) -> bytes = Arrays.copyOf(bytes, bytes.length + by);
            case Trouble.Endless(var by) -> bytes = Arrays.copyOf(bytes, bytes.length + by);
            case Trouble.Wrong _ -> bytes[0] ^= 1;
            case Trouble.Compressed _ -> headers.set("Content-Encoding", "gzip");
            case null, default -> {}
        }
        if (from > 0) {
            var said = trouble instanceof Trouble.Shifted ? from - 1 : from;
            headers.set("Content-Range", "bytes %d-%d/%d".formatted(said, file.length - 1, file.length));
        }
        send(exchange, from > 0 ? 206 : 200, bytes, trouble);
    }

    private int from(HttpExchange exchange, int length) {
        var range = exchange.getRequestHeaders().getFirst("Range");
        var condition = exchange.getRequestHeaders().getFirst("If-Range");
        var tag = exchange.getResponseHeaders().getFirst("ETag");
        if (range == null || !range.matches("bytes=\\d+-") || (condition != null && !condition.equals(tag))) {
            return 0;
        }
        var from = Integer.parseInt(range.substring(6, range.length() - 1));
        return from == length ? length + 1 : from;
    }

    private void send(HttpExchange exchange, int status, byte[] bytes, @Nullable Trouble trouble) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(
                status, trouble instanceof Trouble.Endless ? 0 : bytes.length == 0 ? -1 : bytes.length);
        var out = exchange.getResponseBody();
        switch (trouble) {
            case Trouble.Cut(var after) -> {
                write(out, bytes, Math.min(after, bytes.length));
                out.flush();
            }
            case Trouble.Silence(var after) -> {
                write(out, bytes, Math.min(after, bytes.length));
                out.flush();
                await();
            }
            case null, default -> {
                write(out, bytes, bytes.length);
                out.close();
            }
        }
    }

    private void write(OutputStream out, byte[] bytes, int count) throws IOException {
        for (var from = 0; from < count; from += PIECE) {
            var piece = Math.min(PIECE, count - from);
            out.write(bytes, from, piece);
            watcher.accept(sent.addAndGet(piece));
        }
    }

    /** Has somebody told of all bytes that have been sent, as they go out. */
    void watched(LongConsumer by) {
        watcher = by;
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void status(HttpExchange exchange, Trouble.Status status) throws IOException {
        status.headers().forEach(exchange.getResponseHeaders()::set);
        answer(exchange, status.code(), "trouble");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    byte[] file(String path) {
        var bytes = files.get(path);
        return bytes == null ? new byte[0] : bytes;
    }

    static String sha256(byte[] bytes) {
        return hex("SHA-256", new byte[0], bytes);
    }

    private static String blob(byte[] bytes) {
        return hex("SHA-1", ("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII), bytes);
    }

    private static String hex(String algorithm, byte[] head, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            digest.update(head);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        hub.stop(0);
        store.stop(0);
    }

    /** Serves a sample until the standard input ends; prints the endpoint. */
    public static void main(String[] arguments) throws IOException {
        try (var fake = new FakeHub(sample(1, 300_000))) {
            if (arguments.length > 0 && arguments[0].equals("troubled")) {
                fake.troubled("vae/diffusion", new Trouble.Cut(100_000));
            }
            System.out.println(fake.endpoint());
            System.in.read();
        }
    }
}
