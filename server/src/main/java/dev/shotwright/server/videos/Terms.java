package dev.shotwright.server.videos;

import dev.shotwright.jobs.queue.Overload;
import dev.shotwright.vocabulary.negotiation.Leeway;
import org.jspecify.annotations.Nullable;

/**
 * On what terms something is asked for, beside what is asked for.
 *
 * @param dialect the dialect in which it was asked
 * @param idempotency the caller's own name for the submission; a second one of the same name is the first
 * @param sent what was sent, to tell a repetition from another wish under the same name; needed where there is a name
 * @param requestId what the HTTP request is called
 */
public record Terms(
        Speech dialect,
        Leeway leeway,
        Overload overload,
        @Nullable String campaign,
        @Nullable String idempotency,
        @Nullable String sent,
        String requestId) {}
