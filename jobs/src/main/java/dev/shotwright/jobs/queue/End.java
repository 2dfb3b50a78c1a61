package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a worker's work on a job came to its end. */
public sealed interface End {

    /**
     * The clips are stored.
     *
     * @param usage what was proven to be used up; the quoted price is due where nothing was
     * @param expires when the clips are removed; absent for never
     */
    record Succeeded(
            List<StoredClip> clips,
            @Nullable Usage usage,
            @Nullable Instant expires) implements End {
        public Succeeded {
            clips = List.copyOf(clips);
            if (clips.isEmpty()) {
                throw ShotwrightException.invalid("clips", "empty", "one or more");
            }
        }
    }

    /** There will be no clip. It costs something only if the failure says that it is billed. */
    record Failed(Failure failure, @Nullable Usage usage) implements End {}

    /** It was stopped on its owner's wish. */
    record Cancelled(Billing billing, @Nullable Usage usage) implements End {}

    /** A vendor may have accepted it and cannot be asked; what was set aside stays so. */
    record InDoubt(Failure failure) implements End {}

    /** Nobody began it by its deadline. */
    record Expired() implements End {}
}
