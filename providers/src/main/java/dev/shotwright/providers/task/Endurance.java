package dev.shotwright.providers.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patiently a task is carried on.
 *
 * @param pollEvery the time to the first question about a draw; absent: as the model's card says
 * @param submitFor how long a vendor that is too busy is asked again
 * @param lookUps how often a draw whose answer was lost is looked for
 * @param lookUpEvery the time between two such looks
 * @param cuts how often in a row a transfer may end without having brought a byte
 * @param crowd those who ask at the same time; of hundreds and more each asks more rarely than {@code pollEvery} says
 */
public record Endurance(
        @Nullable Duration pollEvery, Duration submitFor, int lookUps, Duration lookUpEvery, int cuts, Crowd crowd) {

    public static Endurance usual() {
        return new Endurance(null, Duration.ofMinutes(10), 3, Duration.ofSeconds(5), 6, new Crowd());
    }

    /** With another pace for questions about draws, those that are looked for too; the usual one where it is null. */
    public Endurance withPollEvery(@Nullable Duration time) {
        return new Endurance(time, submitFor, lookUps, time == null ? lookUpEvery : time, cuts, crowd);
    }

    public Endurance withSubmitFor(Duration time) {
        return new Endurance(pollEvery, time, lookUps, lookUpEvery, cuts, crowd);
    }

    public Endurance withCrowd(Crowd others) {
        return new Endurance(pollEvery, submitFor, lookUps, lookUpEvery, cuts, others);
    }
}
