package dev.shotwright.providers.task;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How patiently a task is carried on.
 *
 * @param pollEvery the time to the first question about a draw; absent: as the model's card says
 * @param submitFor how long a vendor that is too busy is asked again
 * @param lookUps how often a draw whose answer was lost is looked for
 * @param lookUpEvery the time between two such looks
 * @param cuts how often in a row a transfer may end without having brought a byte
 * @param underWay how many draws are asked about meanwhile, which makes the questions about each rarer
 */
public record Endurance(
        @Nullable Duration pollEvery,
        Duration submitFor,
        int lookUps,
        Duration lookUpEvery,
        int cuts,
        IntSupplier underWay) {
    /** To all vendors together; their own limits are told nowhere, and a question costs some of the processor here. */
    private static final int QUESTIONS_A_SECOND = 200;

    public static Endurance usual() {
        return new Endurance(null, Duration.ofMinutes(10), 3, Duration.ofSeconds(5), 6, () -> 1);
    }

    /** With another pace for questions about draws, those that are looked for too; the usual one where it is null. */
    public Endurance withPollEvery(@Nullable Duration time) {
        return new Endurance(time, submitFor, lookUps, time == null ? lookUpEvery : time, cuts, underWay);
    }

    public Endurance withSubmitFor(Duration time) {
        return new Endurance(pollEvery, time, lookUps, lookUpEvery, cuts, underWay);
    }

    public Endurance withUnderWay(IntSupplier count) {
        return new Endurance(pollEvery, submitFor, lookUps, lookUpEvery, cuts, count);
    }

    /** The least time between two questions about one draw, so that those about all of them do not become too many. */
    Duration leastPace() {
        return Duration.ofSeconds(underWay.getAsInt()).dividedBy(QUESTIONS_A_SECOND);
    }
}
