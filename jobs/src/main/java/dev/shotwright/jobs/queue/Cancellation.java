package dev.shotwright.jobs.queue;

/** What became of the wish to cancel a job. */
public enum Cancellation {
    /** It is cancelled and costs nothing. */
    CANCELLED,
    /** It runs, and its worker has been told; how it ends is seen on the job. */
    ASKED,
    /** It had ended before. */
    TOO_LATE,
    /** The account has no such job. */
    UNKNOWN
}
