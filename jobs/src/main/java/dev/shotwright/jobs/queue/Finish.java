package dev.shotwright.jobs.queue;

/** The end of the work under a lease. */
public record Finish(Lease lease, End end) {}
