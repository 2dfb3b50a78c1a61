package dev.shotwright.vocabulary;

/** Where a model that runs in the caller's thread reports what it knows and how far it is, and learns that it should stop. */
@FunctionalInterface
public interface Progress {

    /**
     * Reports that {@code done} of {@code total} steps of a phase such as {@code draw} are done.
     *
     * @throws ShotwrightException with {@link ErrorCode#CANCELLED} if the caller wants the model to stop
     */
    void advance(String phase, long done, long total);

    /**
     * Tells a whole sentence for the user, such as the words of the prompt that were not understood, as soon as the model
     * knows it; what is known of the request is told before the first step.
     */
    default void remark(String sentence) {}
}
