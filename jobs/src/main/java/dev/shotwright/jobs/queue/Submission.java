package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for at once: one draw or a batch, accepted as a whole or not at all.
 *
 * @param requestId what the HTTP request was called, by which logs can be followed
 * @param idempotency the caller's own name for this submission; a second one of the same name is the first
 * @param fingerprint a hash of what was sent, which tells a repetition from another wish under the same name; needed with an
 *     idempotency key
 * @param draws 1 to {@value #MOST}
 */
public record Submission(
        UUID account,
        UUID key,
        String dialect,
        @Nullable String requestId,
        @Nullable String idempotency,
        @Nullable String fingerprint,
        Overload overload,
        List<Draw> draws) {
    public static final int MOST = 1000;

    private static final int LONGEST_IDEMPOTENCY = 255;

    public Submission {
        draws = List.copyOf(draws);
        if (draws.isEmpty() || draws.size() > MOST) {
            throw ShotwrightException.invalid("draws", draws.size(), "1 to " + MOST);
        }
        if (idempotency != null && (idempotency.isBlank() || idempotency.length() > LONGEST_IDEMPOTENCY)) {
            throw ShotwrightException.invalid(
                    "idempotency", idempotency.length() + " characters", "1 to " + LONGEST_IDEMPOTENCY);
        }
    }
}
