package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a submission. */
public sealed interface Submitted {

    /** Its jobs are stored for good, in the order of the draws. */
    record Accepted(List<Job> jobs) implements Submitted {
        public Accepted {
            jobs = List.copyOf(jobs);
        }
    }

    /** It had been accepted before under the same name: the first jobs as they stand, nothing new. */
    record Repeated(List<Job> jobs) implements Submitted {
        public Repeated {
            jobs = List.copyOf(jobs);
        }
    }

    /** Something else was accepted before under the same name. */
    record Conflict() implements Submitted {}

    /**
     * A limit by the minute is used up; what is absent is not counted.
     *
     * @param retryAfter when there is room again; absent where there never will be
     */
    record OverQuota(
            @Nullable Duration retryAfter,
            @Nullable Long tokensPerMinute,
            @Nullable Long tokensLeft,
            @Nullable Long requestsPerMinute,
            @Nullable Long requestsLeft)
            implements Submitted {}

    /** Too many of the account's jobs wait already. */
    record TooManyQueued(int limit, long queued) implements Submitted {}

    /** The account cannot pay for it. */
    record ShortOfFunds(Money available, Money needed) implements Submitted {}

    /**
     * The account may not spend so much in a day.
     *
     * @param again when its next day begins
     */
    record OverDayLimit(Money left, Money needed, Instant again) implements Submitted {}

    /** The account is closed, or there is none. */
    record NoAccount() implements Submitted {}
}
