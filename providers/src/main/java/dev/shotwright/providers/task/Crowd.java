package dev.shotwright.providers.task;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who ask about draws at the same time. The more they are, the more rarely each asks, so that all do not ask too often. */
public final class Crowd {
    /** To all vendors together; their own limits are told nowhere, and a question costs some of the processor here. */
    private static final int QUESTIONS_A_SECOND = 200;

    private final AtomicInteger count = new AtomicInteger();

    Member enter() {
        count.incrementAndGet();
        return new Member(count);
    }

    /** One who asks, until closed. */
    record Member(AtomicInteger count) implements AutoCloseable {

        /** The least time between two questions about one draw. */
        Duration leastPace() {
            return Duration.ofSeconds(count.get()).dividedBy(QUESTIONS_A_SECOND);
        }

        @Override
        public void close() {
            count.decrementAndGet();
        }
    }
}
