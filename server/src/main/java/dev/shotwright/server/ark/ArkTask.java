package dev.shotwright.server.ark;

import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.server.videos.Speech;
import dev.shotwright.server.web.Wire;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as Ark's clients see it.
 *
 * @param status {@code queued}, {@code running}, {@code succeeded}, {@code failed}, {@code cancelled} or {@code expired}
 * @param createdAt seconds since 1970, as all times here
 * @param serviceTier {@code default} or {@code flex}, as it was asked for, in whatever way it is drawn
 */
@Wire(nulls = false)
record ArkTask(
        String id,
        String model,
        String status,
        @Nullable Fault error,
        @Nullable Content content,
        @Nullable Usage usage,
        long createdAt,
        long updatedAt,
        @Nullable Long seed,
        @Nullable String resolution,
        @Nullable String ratio,
        @Nullable Long duration,
        @Nullable Long frames,
        @Nullable Long framespersecond,
        String serviceTier,
        long executionExpiresAfter,
        @Nullable Boolean generateAudio,
        boolean draft,
        long priority,
        @Nullable String safetyIdentifier) {
    private static final long LONGEST = 172_800;

    /** Why there is no clip. */
    record Fault(String code, String message) {}

    /** Where the clip can be fetched for a day. */
    record Content(URI videoUrl) {}

    /** What is billed. */
    record Usage(long completionTokens, long totalTokens) {}

    /**
     * @param model what the client calls the model
     * @param clip where the clip can be fetched; absent while there is none
     */
    static ArkTask of(Job job, String model, @Nullable URI clip) {
        var request = job.request().read();
        var updated = job.ended() != null ? job.ended() : job.started() != null ? job.started() : job.created();
        return new ArkTask(
                Speech.ARK.write(job.id()),
                model,
                status(job.state()),
                error(job),
                clip == null ? null : new Content(clip),
                usage(job),
                job.created().getEpochSecond(),
                updated.getEpochSecond(),
                seed(job, request),
                request.resolution() == null ? null : request.resolution().toString(),
                request.ratio() == null ? null : request.ratio().toString(),
                wholeSeconds(request.duration()),
                wholeSeconds(request.duration()) != null || request.frames() == null
                        ? null
                        : request.frames().longValue(),
                request.fps() == null ? null : Math.round(request.fps().framesPerSecond()),
                job.plan() != null || request.tier() == Tier.FLEX ? "flex" : "default",
                request.deadline() == null
                        ? LONGEST
                        : Duration.between(job.created(), request.deadline()).toSeconds(),
                request.audio() == null ? null : request.audio() == Switch.ON,
                request.draft() == Switch.ON,
                Objects.requireNonNullElse(request.priority(), 0),
                request.endUser());
    }

    private static @Nullable Long seed(Job job, VideoRequest request) {
        var drawn = job.clips().isEmpty() ? null : job.clips().getFirst().seed();
        return drawn == null ? request.seed() : drawn;
    }

    /** Absent where the length is no whole number, which Ark tells in frames. */
    private static @Nullable Long wholeSeconds(@Nullable Duration duration) {
        return duration == null || !duration.equals(Duration.ofSeconds(duration.toSeconds()))
                ? null
                : duration.toSeconds();
    }

    static String status(JobState state) {
        return switch (state) {
            case DELAYED, QUEUED -> "queued";
            case RUNNING, IN_DOUBT -> "running";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
            case EXPIRED -> "expired";
        };
    }

    private static @Nullable Usage usage(Job job) {
        if (job.state() != JobState.SUCCEEDED) {
            return null;
        }
        var counted = job.usage() == null ? null : job.usage().tokens();
        var tokens = counted == null ? job.tokens() : counted;
        return new Usage(tokens, tokens);
    }

    private static @Nullable Fault error(Job job) {
        var failure = job.failure();
        return job.state() != JobState.FAILED || failure == null
                ? null
                : new Fault(ArkDialect.code(failure.code()), failure.message());
    }
}
