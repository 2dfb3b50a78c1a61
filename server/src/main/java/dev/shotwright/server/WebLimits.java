package dev.shotwright.server;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;

/**
 * How much of a server one client can take.
 *
 * @param connections open at once; more wait to be accepted
 * @param headerBytes of a request, all headers together
 * @param bodyBytes of a request that is not an upload
 * @param bodiesBytes of all requests that are being read, together
 * @param silence how long a client may send or read nothing
 * @param body how long a whole body may take
 * @param grace how long requests may still run when the service stops
 */
public record WebLimits(
        int connections,
        int headerBytes,
        long bodyBytes,
        long bodiesBytes,
        Duration silence,
        Duration body,
        Duration grace) {
    private static final int REQUEST_BYTES = 100_000;
    private static final int FEWEST_REQUESTS = 100;

    public static final WebLimits USUAL = new WebLimits(
            10_000,
            16 << 10,
            64L << 20,
            256L << 20,
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10));

    public WebLimits {
        if (connections < 1 || headerBytes < 1024 || bodyBytes < 1024 || bodiesBytes < bodyBytes) {
            throw ShotwrightException.invalid(
                    "limits",
                    "%d connections, %d, %d and %d bytes".formatted(connections, headerBytes, bodyBytes, bodiesBytes),
                    "1 connection, 1024 bytes each, and bodies together no less than one");
        }
        if (!silence.isPositive() || !body.isPositive() || grace.isNegative()) {
            throw ShotwrightException.invalid("limits", "no time", "more than 0 seconds");
        }
    }

    /** How many requests are worked on at once, each with buffers of 100 kB: as many as a third of the memory holds. */
    public static int requests() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 3 / REQUEST_BYTES, FEWEST_REQUESTS, Integer.MAX_VALUE);
    }

    public WebLimits withBody(long bytes, Duration time) {
        return new WebLimits(connections, headerBytes, bytes, bodiesBytes, silence, time, grace);
    }
}
