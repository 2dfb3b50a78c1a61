package dev.shotwright.server.videos;

import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.vocabulary.model.State;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The states of jobs behind the words that are shown. */
final class States {
    private States() {}

    static Set<JobState> of(@Nullable List<State> shown) {
        return shown == null
                ? Set.of()
                : Arrays.stream(JobState.values())
                        .filter(state -> shown.contains(state.shown()))
                        .collect(Collectors.toSet());
    }
}
