package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.model.Outcome;
import org.jspecify.annotations.Nullable;

/** Somebody who waits for a task. */
public interface Watcher {

    /** Whether they still do; a task that nobody waits for stays where it is. */
    boolean waits();

    /** A change is on the disk. */
    void saved(Task task);

    /** The vendor tells how a draw stands. */
    void stands(Task task, Outcome outcome);

    /** Something holds the task up, and is tried again. */
    void hindered(Task task, String sentence);

    /** Something about a task that somebody should know, and that holds nothing up. */
    void remarked(Task task, String sentence);

    /**
     * A clip is arriving.
     *
     * @param bytes how much of it is there
     */
    void received(Task task, long bytes, @Nullable Long length);
}
