package dev.shotwright.jobs.queue;

import java.util.concurrent.CompletableFuture;

/** A submission and whoever waits for what becomes of it. */
record Pending(Submission submission, CompletableFuture<Submitted> answer) {
    Pending(Submission submission) {
        this(submission, new CompletableFuture<>());
    }
}
