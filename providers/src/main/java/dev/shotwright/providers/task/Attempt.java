package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.model.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One submission of a task.
 *
 * @param ticket the vendor's name for the draw, once it is known
 * @param answer absent while it is waited for
 */
public record Attempt(
        Instant submitted,
        @Nullable String ticket,
        @Nullable Answer answer,
        @Nullable Instant answered,
        @Nullable Failure failure) {

    static Attempt begun(Instant now) {
        return new Attempt(now, null, null, null, null);
    }

    Attempt answered(Answer said, @Nullable String named, @Nullable Failure why, Instant now) {
        return new Attempt(submitted, named, said, now, why);
    }
}
