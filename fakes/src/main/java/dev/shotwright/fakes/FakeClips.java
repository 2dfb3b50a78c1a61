package dev.shotwright.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a vendor's clips are fetched from: a host of its own, with addresses that expire, and bytes that can be asked for from
 * any place on. Every clip is the same short MP4.
 */
public final class FakeClips implements AutoCloseable {
    private static final int FREE_BOX_HEAD = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger generation = new AtomicInteger(1);
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final Queue<ClipTrouble> troubles = new ConcurrentLinkedQueue<>();
    private volatile byte[] clip;
    private volatile @Nullable String header;
    private volatile @Nullable String value;
    private volatile boolean leaked;

    /** What can befall the fetching of a clip. */
    public enum ClipTrouble {
        /** The connection ends in the midst of the clip. */
        CUT,
        /** The clip arrives whole, and is none. */
        NO_CLIP,
        /** The store has no room now. */
        OVERLOADED,
        /** The store sends the caller to another address. */
        ELSEWHERE,
        /** The store sends the caller to another host. */
        OTHER_HOST
    }

    static FakeClips started() {
        var clips = new FakeClips();
        clips.server.createContext("/", clips::handle);
        clips.server.start();
        return clips;
    }

    private FakeClips() {
        try (var stream = FakeClips.class.getResourceAsStream("clip.mp4")) {
            if (stream == null) {
                throw new IOException("clip.mp4 is not on the class path");
            }
            clip = stream.readAllBytes();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
    }

    /** The address of a task's clip, good until {@link #expire}. */
    public String address(String task) {
        return "http://127.0.0.1:%d/%s.mp4?sign=%d"
                .formatted(server.getAddress().getPort(), task.replace('/', '-'), generation.get());
    }

    /** The bytes of the clip. */
    public byte[] bytes() {
        return clip.clone();
    }

    /** Lets every clip have so many bytes, by a box at its end that players skip. */
    public void grow(int bytes) {
        var grown = ByteBuffer.allocate(bytes).put(clip);
        var free = bytes - clip.length;
        if (free >= FREE_BOX_HEAD) {
            grown.putInt(free).put("free".getBytes(StandardCharsets.US_ASCII));
        }
        clip = grown.array();
    }

    /** Lets all addresses that were given out end. */
    public void expire() {
        generation.incrementAndGet();
    }

    /** Lets the next fetches meet trouble, one after the other. */
    public void trouble(ClipTrouble... next) {
        troubles.addAll(List.of(next));
    }

    /** Gives clips only to callers who show a header. */
    public void guard(String name, String wanted) {
        header = name;
        value = wanted;
    }

    /** How many fetches began. */
    public int fetches() {
        return fetches.get();
    }

    /** How many bytes of clips were sent. */
    public long sent() {
        return sent.get();
    }

    /** Whether credentials came to a host that they are not for. */
    public boolean leaked() {
        return leaked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            fetches.incrementAndGet();
            var headers = exchange.getRequestHeaders();
            var query = String.valueOf(exchange.getRequestURI().getRawQuery());
            var path = exchange.getRequestURI().getPath();
            if (String.valueOf(headers.getFirst("Host")).startsWith("localhost")) {
                leaked |= headers.containsKey("Authorization") || (header != null && headers.containsKey(header));
            } else if (header != null && !String.valueOf(value).equals(headers.getFirst(header))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            if (!query.equals("sign=" + generation.get())) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            switch (troubles.poll()) {
                case null -> send(exchange, clip, clip.length);
                case CUT -> send(exchange, clip, clip.length / 2);
                case NO_CLIP -> {
                    var page = "<html>not a clip</html>".getBytes(StandardCharsets.UTF_8);
                    send(exchange, page, page.length);
                }
                case OVERLOADED -> exchange.sendResponseHeaders(503, -1);
                case ELSEWHERE -> redirect(exchange, "/elsewhere" + path + "?" + query);
                case OTHER_HOST ->
                    redirect(
                            exchange,
                            "http://localhost:%d%s?%s"
                                    .formatted(server.getAddress().getPort(), path, query));
            }
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    /** Sends bytes from where they are asked for, up to where the connection ends. */
    private void send(HttpExchange exchange, byte[] bytes, int until) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        var from = range == null ? 0 : Integer.parseInt(range.replaceAll("^bytes=(\\d+)-$", "$1"));
        if (from >= bytes.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        if (range != null) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
        if (until > from) {
            exchange.getResponseBody().write(bytes, from, until - from);
            exchange.getResponseBody().flush();
            sent.addAndGet(until - from);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
