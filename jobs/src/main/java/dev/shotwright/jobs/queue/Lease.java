package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that one worker may work on until its time is up.
 *
 * @param fence what tells this claim of the job from an earlier one
 * @param held the most that it may cost
 * @param requestId what the HTTP request was called that asked for it, by which logs can be followed
 * @param attempts what was tried under earlier claims, first to last
 * @param cancelled whether its owner wanted it no more when it was taken
 */
public record Lease(
        UUID job,
        UUID account,
        UUID worker,
        int fence,
        String capability,
        String model,
        Document<VideoRequest> request,
        @Nullable Document<Tariff> tariff,
        Money held,
        @Nullable UUID batch,
        @Nullable String requestId,
        List<AttemptRow> attempts,
        Instant created,
        boolean cancelled) {

    public Lease {
        attempts = List.copyOf(attempts);
    }
}
