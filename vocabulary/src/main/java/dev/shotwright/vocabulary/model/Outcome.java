package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a draw stands.
 *
 * @param ticket the vendor's name for the draw
 * @param progress 0 to 1, where the model tells
 * @param billing whether a draw that was cancelled or has expired costs money, where the vendor tells; a failure says so itself
 */
public record Outcome(
        State state,
        @Nullable String ticket,
        @Nullable Double progress,
        List<Clip> clips,
        @Nullable Usage usage,
        @Nullable Money cost,
        @Nullable Failure failure,
        @Nullable Billing billing) {

    public Outcome {
        clips = List.copyOf(clips);
        if (progress != null && !(progress >= 0 && progress <= 1)) {
            throw ShotwrightException.invalid("progress", progress, "0 to 1");
        }
        if ((state == State.SUCCEEDED) == clips.isEmpty()) {
            throw ShotwrightException.invalid("clips", clips.size(), "one or more if and only if the draw succeeded");
        }
        if ((state == State.FAILED) != (failure != null)) {
            throw ShotwrightException.invalid(
                    "failure", failure == null ? "absent" : "present", "a failure if and only if the draw failed");
        }
        if (billing != null && state != State.CANCELLED && state != State.EXPIRED) {
            throw ShotwrightException.invalid("billing", billing.word(), "none unless cancelled or expired");
        }
    }
}
