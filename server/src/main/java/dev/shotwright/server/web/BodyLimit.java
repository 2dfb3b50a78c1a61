package dev.shotwright.server.web;

import dev.shotwright.server.WebLimits;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is read of each request and of all together: the length of a body, the time it takes, and the megabytes that are
 * held at once. Uploads are bounded by whoever takes them.
 */
final class BodyLimit implements Filter {
    static final int PERMIT = 1 << 20;

    private final WebLimits limits;
    private final FaultPage faults;
    private final Predicate<HttpServletRequest> uploads;
    private final Semaphore megabytes;

    BodyLimit(WebLimits limits, FaultPage faults, Predicate<HttpServletRequest> uploads) {
        this.limits = limits;
        this.faults = faults;
        this.uploads = uploads;
        this.megabytes = new Semaphore((int) (limits.bodiesBytes() / PERMIT), true);
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var length = request.getContentLengthLong();
        var chunked = length < 0 && request.getHeader("Transfer-Encoding") != null;
        if ((length <= 0 && !chunked) || uploads.test(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (length > limits.bodyBytes()) {
            ((HttpServletResponse) response).setHeader("Connection", "close");
            faults.write(request, (HttpServletResponse) response, Fault.of(BoundedInput.tooLarge(limits.bodyBytes())));
            return;
        }
        var bounded = new Bounded(request);
        try {
            chain.doFilter(bounded, response);
        } finally {
            bounded.release();
        }
    }

    private final class Bounded extends HttpServletRequestWrapper {
        private final long until = System.nanoTime() + limits.body().toNanos();
        private @Nullable BoundedInput input;

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var stream = input == null
                    ? new BoundedInput(super.getInputStream(), limits.bodyBytes(), until, BodyLimit.this::acquire)
                    : input;
            input = stream;
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        void release() {
            if (input != null) {
                megabytes.release(input.permits());
            }
        }
    }

    private void acquire() {
        try {
            if (!megabytes.tryAcquire(limits.silence().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Denial(
                        ErrorCode.UNAVAILABLE,
                        null,
                        "too many large requests are being read",
                        Duration.ofSeconds(5),
                        Map.of());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShotwrightException(ErrorCode.UNAVAILABLE, null, "the service is stopping", e);
        }
    }
}
