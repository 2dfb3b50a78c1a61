package dev.shotwright.jobs.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a bucket gives what is demanded of it. */
public sealed interface Ration {

    /** It does; this is the bucket without it. */
    record Granted(Bucket after, Left left) implements Ration {}

    /**
     * It will.
     *
     * @param at when the demand may enter
     * @param after the bucket without it, for those who wait: others then wait behind them
     */
    record Later(Instant at, Bucket after, Left left) implements Ration {}

    /** Not within a month. */
    record Never(Left left) implements Ration {}

    /**
     * What a bucket holds before the demand.
     *
     * @param tokensPerMinute the limit of this moment; absent where tokens are not counted
     * @param tokens what is left of them; less than 0 where a debt is
     * @param requestsPerMinute absent where requests are not counted
     */
    record Left(
            @Nullable Long tokensPerMinute,
            @Nullable Long tokens,
            @Nullable Long requestsPerMinute,
            @Nullable Long requests) {}
}
