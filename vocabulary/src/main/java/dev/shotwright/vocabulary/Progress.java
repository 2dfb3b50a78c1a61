package dev.shotwright.vocabulary;

/** Where a model that runs in the caller's thread reports what it knows and how far it is, and learns that it should stop. */
@FunctionalInterface
public interface Progress {

    /**
     * Reports that {@code done} of {@code total} parts of a phase are done: of {@code denoise} the steps of the sampler, of {@code
     * text} parts that nobody counts, of any other phase, such as {@code draw} and {@code decode}, the frames.
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
