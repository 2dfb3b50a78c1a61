package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try to draw a job, and with a vendor one submission to it.
 *
 * @param number 1 for the first
 * @param vendor absent for local work
 * @param submitted when the vendor answered with a ticket
 * @param ended absent while it is under way
 * @param state in the words of whoever carries it, such as {@code submitting} or {@code accepted}
 * @param task all that must be known to carry it on elsewhere, as JSON
 * @param cost what the vendor bills the house
 */
public record AttemptRow(
        UUID job,
        int number,
        UUID worker,
        @Nullable String vendor,
        Instant started,
        @Nullable Instant submitted,
        @Nullable String ticket,
        @Nullable Instant ended,
        String state,
        @Nullable String task,
        @Nullable Billing billing,
        @Nullable Money cost,
        @Nullable Failure failure) {

    public AttemptRow {
        if (number < 1) {
            throw ShotwrightException.invalid("number", number, "1 or more");
        }
    }
}
