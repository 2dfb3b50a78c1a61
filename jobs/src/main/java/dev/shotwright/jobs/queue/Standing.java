package dev.shotwright.jobs.queue;

import java.util.Set;
import java.util.UUID;

/**
 * How a worker's jobs stand after its leases were renewed.
 *
 * @param lost the jobs that are another's by now; whatever is still written for them changes nothing
 * @param cancelled the jobs whose owner wants them stopped
 */
public record Standing(Set<UUID> lost, Set<UUID> cancelled) {
    public Standing {
        lost = Set.copyOf(lost);
        cancelled = Set.copyOf(cancelled);
    }
}
