package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;

/**
 * How far the work under a lease has come.
 *
 * @param progress 0 to 1
 * @param phase what is done just now
 */
public record Advance(
        Lease lease, double progress, @Nullable String phase) {
    public Advance {
        if (!(progress >= 0 && progress <= 1)) {
            throw ShotwrightException.invalid("progress", progress, "0 to 1");
        }
    }
}
