package dev.shotwright.jobs.account;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong keys by where they came from: after a few, each next one costs twice the wait, up to a minute. */
final class Failures {
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final int MOST_SOURCES = 10_000;

    private final ConcurrentHashMap<String, Strikes> sources = new ConcurrentHashMap<>();

    private record Strikes(int count, Instant last) {
        Instant until() {
            var doublings = Math.min(count - FREE, 10);
            if (doublings < 0) {
                return last;
            }
            var wait = FIRST.multipliedBy(1L << doublings);
            return last.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        }

        boolean forgotten(Instant now) {
            return last.plus(FORGOTTEN).isBefore(now);
        }
    }

    /** How long a source waits before its next key is looked at. */
    Duration wait(String source, Instant now) {
        var strikes = sources.get(source);
        return strikes == null || !strikes.until().isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, strikes.until());
    }

    void strike(String source, Instant now) {
        if (sources.size() >= MOST_SOURCES) {
            sources.values().removeIf(strikes -> strikes.forgotten(now) || strikes.count <= FREE);
        }
        sources.compute(
                source,
                (_, strikes) -> strikes == null || strikes.forgotten(now)
                        ? new Strikes(1, now)
                        : new Strikes(strikes.count + 1, now));
    }
}
