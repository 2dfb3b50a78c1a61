package dev.shotwright.jobs.outbound;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The way out to addresses that strangers chose.
 *
 * <p>A connection is made for each call and goes to the addresses that the {@link AddressGuard} has checked for that call.
 * Answers are bounded in time and size and never unpacked; cookies, proxies and credentials are not used.
 */
public final class Outbound implements AutoCloseable {
    private static final int MOST_REDIRECTS = 3;
    private static final int LONGEST_NOTE = 4096;

    private final CloseableHttpClient client;
    private final Patience patience;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

    /**
     * How long a stranger may take.
     *
     * @param connect until a connection stands
     * @param silence between two pieces of an answer
     * @param whole for a call whose answer is short
     * @param download for a medium
     */
    public record Patience(Duration connect, Duration silence, Duration whole, Duration download) {
        public static Patience usual() {
            return new Patience(
                    Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMinutes(10));
        }
    }

    /**
     * What a stranger answered.
     *
     * @param note the beginning of its body
     * @param retryAfter seconds after which it wants to be asked again, if it said so
     */
    public record Answer(int status, String note, @Nullable Long retryAfter) {}

    /** @param connections how many calls may be under way at once */
    public Outbound(AddressGuard guard, Patience patience, int connections) {
        this.patience = patience;
        clock.setRemoveOnCancelPolicy(true);
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedNames(guard))
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(patience.connect()))
                                .setSocketTimeout(Timeout.of(patience.silence()))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(patience.whole()))
                        .setResponseTimeout(Timeout.of(patience.silence()))
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Shotwright")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /**
     * Posts JSON. A redirect is an answer like any other.
     *
     * @throws ShotwrightException with {@link ErrorCode#REFUSED} for a closed address, {@link ErrorCode#NETWORK_FAILED} if
     *     no answer came
     */
    public Answer post(URI address, Map<String, String> headers, String json) {
        var request = new HttpPost(address);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        return within(patience.whole(), request, response -> {
            var note = new ByteArrayOutputStream();
            var entity = response.getEntity();
            if (entity != null) {
                note.writeBytes(entity.getContent().readNBytes(LONGEST_NOTE));
                request.cancel();
            }
            return new Answer(response.getCode(), note.toString(StandardCharsets.UTF_8), retryAfter(response));
        });
    }

    private static @Nullable Long retryAfter(ClassicHttpResponse response) {
        var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return header != null && header.getValue().matches("[0-9]{1,9}") ? Long.valueOf(header.getValue()) : null;
    }

    /**
     * Brings a medium into a new file. Up to three redirects are followed, each checked like the first address.
     *
     * @param most bytes that it may have
     * @throws ShotwrightException with {@link ErrorCode#REFUSED} for a closed address, {@link ErrorCode#MEDIA_TOO_LARGE},
     *     {@link ErrorCode#NETWORK_FAILED}; the file is then gone
     */
    public void fetch(URI address, Path target, long most) {
        var next = address;
        try {
            for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
                var moved = step(next, target, most);
                if (moved == null) {
                    return;
                }
                next = AddressGuard.form("address", next.resolve(moved).toString());
            }
            throw failed("it redirects more than %d times".formatted(MOST_REDIRECTS), null);
        } catch (RuntimeException e) {
            delete(target);
            throw e;
        }
    }

    private @Nullable String step(URI address, Path target, long most) {
        var request = new HttpGet(address);
        return this.<@Nullable String>within(patience.download(), request, response -> {
            var status = response.getCode();
            var location = response.getFirstHeader(HttpHeaders.LOCATION);
            if (status >= 301 && status <= 308 && status != 304 && location != null) {
                request.cancel();
                return location.getValue();
            }
            if (status != 200) {
                request.cancel();
                throw failed("it answered with status " + status, null);
            }
            var entity = response.getEntity();
            if (entity == null) {
                throw failed("it answered with nothing", null);
            }
            if (entity.getContentLength() > most) {
                request.cancel();
                throw tooLarge(most);
            }
            try (var content = entity.getContent();
                    var file = Files.newOutputStream(target)) {
                copy(content, file, most, request);
            }
            return null;
        });
    }

    private static void copy(InputStream source, OutputStream target, long most, HttpUriRequestBase request)
            throws IOException {
        var buffer = new byte[1 << 16];
        long copied = 0;
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            copied += count;
            if (copied > most) {
                request.cancel();
                throw tooLarge(most);
            }
            target.write(buffer, 0, count);
        }
    }

    private <T extends @Nullable Object> T within(
            Duration longest, HttpUriRequestBase request, HttpClientResponseHandler<T> handler) {
        var deadline = clock.schedule(request::cancel, longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, handler);
        } catch (IOException e) {
            throw failed(reason(e, deadline.isDone(), longest), e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static String reason(IOException fault, boolean late, Duration longest) {
        if (late) {
            return "it took longer than %d s".formatted(longest.toSeconds());
        }
        return fault instanceof UnknownHostException
                ? "there is no such host"
                : fault.getClass().getSimpleName() + (fault.getMessage() == null ? "" : ": " + fault.getMessage());
    }

    private static ShotwrightException failed(String why, @Nullable Throwable cause) {
        var message = "the address gave no answer that can be used: " + why;
        return cause == null
                ? new ShotwrightException(ErrorCode.NETWORK_FAILED, "address", message)
                : new ShotwrightException(ErrorCode.NETWORK_FAILED, "address", message, cause);
    }

    private static ShotwrightException tooLarge(long most) {
        return new ShotwrightException(
                ErrorCode.MEDIA_TOO_LARGE,
                "address",
                "the medium at the address is larger than the %d bytes that are accepted".formatted(most));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.STORAGE_FAILED, null, "a half-fetched file stays behind", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /** The names as the guard lets them be seen: the connection is made to what it answers, and to nothing else. */
    private record GuardedNames(AddressGuard guard) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.resolve(host).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
