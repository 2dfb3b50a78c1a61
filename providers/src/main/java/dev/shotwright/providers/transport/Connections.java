package dev.shotwright.providers.transport;

import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** The connections to one vendor: kept ones for what may be asked again, and one of its own for what may not. */
final class Connections implements AutoCloseable {
    /** Each fresh connection takes a thread. */
    private static final int FRESH_AT_ONCE = 64;

    private final Patience patience;
    private final HttpClient keeping;
    private final Semaphore room = new Semaphore(FRESH_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Connections(Patience patience) {
        this.patience = patience;
        this.keeping = client().build();
    }

    private HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.connect())
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    /** Sends a call over a connection that may have served others before. */
    <T> HttpResponse<T> kept(Call call, Duration within, BodyHandler<T> body) throws IOException {
        return sent(keeping, call, within, body);
    }

    /**
     * Sends a call over a connection that nothing else has used or will use, so that the vendor cannot have dropped it.
     *
     * @param body reads an answer whole
     */
    <T> HttpResponse<T> fresh(Call call, Duration within, BodyHandler<T> body) throws IOException {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unopened(e);
        }
        try {
            var client = opened();
            try {
                return sent(client, call, within, body);
            } finally {
                client.shutdownNow();
            }
        } finally {
            room.release();
        }
    }

    private HttpClient opened() throws ConnectException {
        try {
            return client().executor(threads).build();
        } catch (UncheckedIOException e) {
            throw unopened(e);
        }
    }

    private static ConnectException unopened(Exception fault) {
        var unopened = new ConnectException("no connection was opened: " + fault.getMessage());
        unopened.initCause(fault);
        return unopened;
    }

    private static <T> HttpResponse<T> sent(HttpClient client, Call call, Duration within, BodyHandler<T> body)
            throws IOException {
        guard(call.address());
        var request = HttpRequest.newBuilder(call.address())
                .method(
                        call.method(),
                        call.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        var answer = client.sendAsync(request.build(), body);
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within %d s".formatted(within.toSeconds()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void guard(URI address) {
        var host = String.valueOf(address.getHost());
        var loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && loopback)) {
            throw ShotwrightException.invalid("address", address, "an address of https, or of this machine");
        }
    }

    /** Whether a fault came before anything of a call was sent. */
    static boolean neverSent(IOException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        keeping.close();
        threads.close();
    }
}
