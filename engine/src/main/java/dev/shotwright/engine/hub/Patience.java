package dev.shotwright.engine.hub;

import java.time.Duration;

/**
 * How long a hub's silence and refusals are borne.
 *
 * @param attempts how often something is tried that brings nothing at all; any byte that arrives begins the count anew
 * @param first the wait after the first failure, doubled after each further one
 * @param longest the longest wait, and the longest that a hub may ask for
 * @param silence how long nothing may arrive before a connection is given up
 */
public record Patience(int attempts, Duration first, Duration longest, Duration silence, Pause pause) {
    private static final int MOST_DOUBLINGS = 16;

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    public Patience {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0 || !silence.isPositive()) {
            throw new IllegalArgumentException("%d %s %s %s".formatted(attempts, first, longest, silence));
        }
    }

    /** Five attempts, waits of half a second to five minutes, half a minute of silence. */
    public static Patience usual() {
        return new Patience(5, Duration.ofMillis(500), Duration.ofMinutes(5), Duration.ofSeconds(30), Thread::sleep);
    }

    /** The wait after so many failures in a row. */
    Duration wait(int failures) {
        var wait = first.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
