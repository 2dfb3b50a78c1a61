package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One clip that somebody is owed.
 *
 * @param batch common to the jobs that were accepted together; absent for a single one
 * @param key the key that asked for it
 * @param dialect the HTTP dialect in which it was asked for, which decides how it is named and shown
 * @param capability what a worker must be able to do: the name of a local model, or {@code hosted}
 * @param request as negotiated, for one clip
 * @param tariff the tariff that it was accepted under; absent where it is free
 * @param plan what the off-peak planner chose, as JSON
 * @param held what was set aside for it, which is the most that it can cost
 * @param cost absent until it is settled
 * @param tokens the video tokens that were reserved
 * @param requestId what the HTTP request was called that asked for it, by which logs can be followed
 * @param fence the number of its claims so far
 * @param losses how often its worker was lost
 * @param worker who works or worked on it
 * @param cancelled whether somebody has asked for its cancellation
 * @param progress 0 to 1
 * @param phase what its worker does just now
 * @param expires when its clips are removed
 */
public record Job(
        UUID id,
        @Nullable UUID batch,
        UUID account,
        UUID key,
        String dialect,
        String capability,
        String model,
        JobState state,
        int priority,
        Instant notBefore,
        @Nullable Instant deadline,
        Document<VideoRequest> request,
        List<Notice> notices,
        @Nullable Document<Tariff> tariff,
        @Nullable String plan,
        Money held,
        @Nullable Money cost,
        long tokens,
        @Nullable String idempotency,
        @Nullable String campaign,
        @Nullable String endUser,
        @Nullable String clientReference,
        @Nullable String callback,
        @Nullable String requestId,
        int fence,
        int losses,
        @Nullable UUID worker,
        boolean cancelled,
        double progress,
        @Nullable String phase,
        @Nullable Usage usage,
        @Nullable Failure failure,
        List<StoredClip> clips,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Instant expires) {

    public Job {
        notices = List.copyOf(notices);
        clips = List.copyOf(clips);
    }
}
