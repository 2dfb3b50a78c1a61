package dev.shotwright.server.webhooks;

import dev.shotwright.jobs.queue.Job;

/** How a foreign dialect tells the callback address of a request how its job stands. */
public interface CallbackWords {

    /** The dialect, as a job has it. */
    String dialect();

    /** The JSON that is posted. */
    String write(Job job);
}
