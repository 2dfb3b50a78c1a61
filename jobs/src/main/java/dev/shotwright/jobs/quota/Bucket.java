package dev.shotwright.jobs.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many tokens and requests are there at a time; less than none where more was taken than there was. */
public record Bucket(double tokens, double requests, Instant updated) {

    /** A bucket that nobody has taken from. */
    static Bucket full(Limit limit, Instant now) {
        var tokens = limit.tokens();
        var requests = limit.requests();
        return new Bucket(
                tokens == null ? 0 : tokens.capacity(now), requests == null ? 0 : requests.capacity(now), now);
    }

    /**
     * What it has for a demand at a time. A demand larger than the bucket enters when the bucket is full, and leaves a debt.
     * A clock that goes back fills nothing and takes nothing away.
     */
    public Ration take(Demand demand, Limit limit, Instant now) {
        var time = now.isBefore(updated) ? updated : now;
        var tokens = limit.tokens();
        var requests = limit.requests();
        var tokenLevel = tokens == null ? 0 : tokens.level(this.tokens, updated, time);
        var requestLevel = requests == null ? 0 : requests.level(this.requests, updated, time);
        var left = new Ration.Left(
                tokens == null ? null : (long) tokens.rate(time),
                tokens == null ? null : (long) Math.floor(tokenLevel),
                requests == null ? null : (long) requests.rate(time),
                requests == null ? null : (long) Math.floor(requestLevel));
        var byTokens = when(tokens, tokenLevel, time, demand.tokens());
        var byRequests = when(requests, requestLevel, time, demand.requests());
        if (byTokens == null || byRequests == null) {
            return new Ration.Never(left);
        }
        var after = new Bucket(
                tokens == null ? 0 : tokenLevel - demand.tokens(),
                requests == null ? 0 : requestLevel - demand.requests(),
                time);
        var at = byTokens.isAfter(byRequests) ? byTokens : byRequests;
        return at.isAfter(time) ? new Ration.Later(at, after, left) : new Ration.Granted(after, left);
    }

    /** How much of it is used up: 0 when it is full, 1 when it is empty, more in debt. */
    double used(Limit limit, Instant now) {
        return Math.max(used(limit.tokens(), tokens, now), used(limit.requests(), requests, now));
    }

    private double used(@Nullable Flow flow, double level, Instant now) {
        if (flow == null) {
            return 0;
        }
        var capacity = flow.capacity(now);
        return capacity > 0 ? Math.max(0, 1 - flow.level(level, updated, now) / capacity) : 1;
    }

    private static @Nullable Instant when(@Nullable Flow flow, double level, Instant now, long needed) {
        return flow == null || needed == 0 ? now : flow.when(level, now, (double) needed);
    }
}
