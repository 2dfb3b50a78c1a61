package dev.shotwright.cli;

import dev.shotwright.providers.task.Journal;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The journal in the folder {@code tasks} of the user's {@link Home}. */
final class Journals {
    private static final int LATEST = 50;

    private Journals() {}

    static Journal of(Surroundings surroundings) {
        var seed = surroundings.seeds().getAsLong() ^ (surroundings.clock().millis() << 20);
        return new Journal(Home.needed(surroundings).resolve("tasks"), new SplittableRandom(seed));
    }

    /** Every task; none where the user has no home. */
    static List<Task> tasks(Surroundings surroundings) {
        return Home.of(surroundings) == null
                ? List.of()
                : of(surroundings).contents().tasks();
    }

    /** How long a model's latest draws took, in the middle; null where there were none. */
    static @Nullable Duration usualWait(List<Task> tasks, String model) {
        var waits = tasks.stream()
                .filter(task -> task.model().equals(model) && task.stage() == Stage.FETCHED && task.drawn() != null)
                .map(task -> task.drawn() == null ? Duration.ZERO : Duration.between(task.submitted(), task.drawn()))
                .toList();
        var latest = waits.subList(Math.max(0, waits.size() - LATEST), waits.size()).stream()
                .sorted()
                .toList();
        return latest.isEmpty() ? null : latest.get(latest.size() / 2);
    }
}
