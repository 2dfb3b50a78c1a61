package dev.shotwright.vocabulary;

/** Where a model that runs in the caller's thread reports between steps, and learns that it should stop. */
@FunctionalInterface
public interface Progress {

    /**
     * Reports that {@code done} of {@code total} steps of a phase such as {@code draw} are done.
     *
     * @throws ShotwrightException with {@link ErrorCode#CANCELLED} if the caller wants the model to stop
     */
    void advance(String phase, long done, long total);
}
