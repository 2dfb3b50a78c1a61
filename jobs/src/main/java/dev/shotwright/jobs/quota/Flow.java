package dev.shotwright.jobs.quota;

import dev.shotwright.vocabulary.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one thing comes back into a bucket: so many a minute, more in raised hours, up to some minutes' worth.
 *
 * <p>Between two changes of the rate the level rises in a straight line up to the capacity of these hours, so every question
 * is answered by walking from change to change.
 */
record Flow(double perMinute, double burstMinutes, List<Surge> surges) {
    private static final Duration HORIZON = Duration.ofDays(31);
    private static final double ENOUGH = 1e-6;

    record Surge(Hours hours, double perMinute) {}

    static List<Surge> surges(List<Raise> raises, Function<Raise, @Nullable Long> part) {
        var surges = new ArrayList<Surge>();
        for (var raise : raises) {
            var perMinute = part.apply(raise);
            if (perMinute != null) {
                surges.add(new Surge(raise.hours(), perMinute));
            }
        }
        return surges;
    }

    double rate(Instant at) {
        var rate = perMinute;
        for (var surge : surges) {
            if (surge.perMinute > rate && surge.hours.contain(at)) {
                rate = surge.perMinute;
            }
        }
        return rate;
    }

    double capacity(Instant at) {
        return rate(at) * burstMinutes;
    }

    /** What a level has become by a later time. */
    double level(double level, Instant from, Instant to) {
        var at = from;
        while (at.isBefore(to)) {
            var end = change(at, to);
            level = risen(level, at, end);
            at = end;
        }
        return Math.min(level, capacity(at));
    }

    /**
     * When there is enough: as much as is needed, or a full bucket where more is needed than it takes.
     *
     * @return null if that is more than a month away
     */
    @Nullable
    Instant when(double level, Instant now, double needed) {
        var last = now.plus(HORIZON);
        var at = now;
        while (at.isBefore(last)) {
            var capacity = capacity(at);
            var missing = Math.min(needed, capacity) - Math.min(level, capacity);
            var end = change(at, last);
            if (capacity > 0) {
                if (missing <= ENOUGH) {
                    return at;
                }
                var wait = missing / rate(at);
                if (wait <= minutes(at, end)) {
                    return at.plusMillis((long) Math.ceil(wait * 60_000));
                }
            }
            level = risen(level, at, end);
            at = end;
        }
        return null;
    }

    private double risen(double level, Instant from, Instant to) {
        return Math.min(capacity(from), level + rate(from) * minutes(from, to));
    }

    private Instant change(Instant at, Instant latest) {
        var next = latest;
        for (var surge : surges) {
            var change = surge.hours.nextChange(at);
            next = change.isBefore(next) ? change : next;
        }
        return next;
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 60e9;
    }
}
