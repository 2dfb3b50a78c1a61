package dev.shotwright.jobs.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A process that works on jobs.
 *
 * @param name for people
 * @param seen its last sign of life
 * @param slots how many jobs of each capability it works on at once
 * @param memory bytes that it may have in all: those that it has, and those that are free to it
 * @param resident bytes that it has
 * @param running how many jobs it works on
 * @param devices what it computes on, such as {@code cpu}
 * @param draining whether it takes no more jobs
 */
public record RegisteredWorker(
        UUID id,
        String name,
        Instant started,
        Instant seen,
        Map<String, Integer> slots,
        long memory,
        long resident,
        int running,
        List<String> devices,
        String version,
        boolean draining) {

    public RegisteredWorker {
        slots = Map.copyOf(slots);
        devices = List.copyOf(devices);
    }
}
