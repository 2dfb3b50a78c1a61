package dev.shotwright.jobs.queue;

/** What a caller wants where its quota is used up. */
public enum Overload {
    /** To be told, and to come again. */
    REFUSE,
    /** To be accepted, and drawn as soon as the quota allows it. */
    WAIT
}
