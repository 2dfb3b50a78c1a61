package dev.shotwright.worker;

import dev.shotwright.jobs.queue.LeaseLost;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** The patience with a database that is away: what must be written down is tried until it is, or until it need not be. */
final class Persistence {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Persistence() {}

    /**
     * Does something that belongs to a lease until the database has taken it.
     *
     * @throws LeaseLost if the job is another worker's, which is also told to the holding
     */
    static void insist(Holding holding, Runnable statement) {
        try {
            insist(
                    () -> {
                        statement.run();
                        return true;
                    },
                    () -> holding.lost() || holding.left(),
                    why -> Log.hindered(why));
        } catch (LeaseLost e) {
            holding.wish(Holding.Wish.LOST);
            throw e;
        }
    }

    /**
     * What a statement gives, once the database takes it.
     *
     * @param over whether nobody wants it any more
     * @throws DataAccessException the last one, when nobody wants it any more
     */
    static <T extends @Nullable Object> T insist(Supplier<T> statement, Condition over, Complaint complaint) {
        for (var pause = SHORTEST; ; pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST) {
            try {
                return statement.get();
            } catch (DataIntegrityViolationException e) {
                throw e;
            } catch (DataAccessException e) {
                if (over.holds()) {
                    throw e;
                }
                complaint.tell("the database does not answer: "
                        + e.getMostSpecificCause().getMessage());
                rest(pause);
            }
        }
    }

    @FunctionalInterface
    interface Condition {
        boolean holds();
    }

    @FunctionalInterface
    interface Complaint {
        void tell(String why);
    }

    /** A thread that is interrupted meanwhile goes on, and finds out later. */
    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
