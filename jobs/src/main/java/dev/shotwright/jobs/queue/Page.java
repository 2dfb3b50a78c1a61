package dev.shotwright.jobs.queue;

import java.util.List;

/**
 * A part of a list.
 *
 * @param more whether the list goes on after the last job
 */
public record Page(List<Job> jobs, boolean more) {
    public Page {
        jobs = List.copyOf(jobs);
    }
}
