package dev.shotwright.server.openai;

import dev.shotwright.jobs.queue.Job;
import dev.shotwright.server.videos.Speech;
import dev.shotwright.server.web.Wire;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as OpenAI's clients see it.
 *
 * @param object always {@code video}
 * @param createdAt seconds since 1970, as all times here
 * @param progress 0 to 100
 * @param seconds the length, the text of a number
 * @param size width and height, such as {@code 1280x720}
 * @param status queued, in_progress, completed or failed
 */
@Wire(nulls = true)
record OpenAiVideo(
        String id,
        String object,
        long createdAt,
        @Nullable Long completedAt,
        @Nullable Long expiresAt,
        String model,
        int progress,
        @Nullable String prompt,
        @Nullable String remixedFromVideoId,
        @Nullable String seconds,
        @Nullable String size,
        String status,
        @Nullable Fault error) {
    private static final String REMIX = "remix of ";

    /** Why there is no video. */
    record Fault(String code, String message) {}

    /** @param model what the client calls the model */
    static OpenAiVideo of(Job job, String model) {
        var request = job.request().read();
        return new OpenAiVideo(
                Speech.OPENAI.write(job.id()),
                "video",
                job.created().getEpochSecond(),
                seconds(job.ended()),
                seconds(job.expires()),
                model,
                (int) Math.floor(job.progress() * 100 + 1e-3),
                request.prompt(),
                remixed(request),
                request.duration() == null ? null : CreateVideo.seconds(request.duration()),
                request.size() == null ? null : request.size().toString(),
                status(job),
                error(job));
    }

    /** How a request says what it is a remix of. */
    static String remixOf(String id) {
        return REMIX + id;
    }

    private static @Nullable String remixed(VideoRequest request) {
        var reference = request.clientReference();
        return reference != null && reference.startsWith(REMIX) ? reference.substring(REMIX.length()) : null;
    }

    private static String status(Job job) {
        return switch (job.state()) {
            case DELAYED, QUEUED -> "queued";
            case RUNNING, IN_DOUBT -> "in_progress";
            case SUCCEEDED -> "completed";
            case FAILED, CANCELLED, EXPIRED -> "failed";
        };
    }

    private static @Nullable Fault error(Job job) {
        return switch (job.state()) {
            case DELAYED, QUEUED, RUNNING, IN_DOUBT, SUCCEEDED -> null;
            case CANCELLED -> new Fault("cancelled", "The video was cancelled.");
            case EXPIRED -> new Fault("expired", "The video was not begun in time.");
            case FAILED -> {
                var failure = Objects.requireNonNull(job.failure());
                yield new Fault(code(failure.code()), failure.message());
            }
        };
    }

    private static String code(FailureCode code) {
        return switch (code) {
            case POLICY_INPUT, POLICY_OUTPUT, COPYRIGHT, REAL_PERSON -> "moderation_blocked";
            case INVALID_REQUEST, UNREADABLE_MEDIA -> "invalid_request";
            case RATE_LIMITED, CONCURRENCY_LIMITED, QUOTA_EXHAUSTED, OVERLOADED -> "server_overloaded";
            case AUTHENTICATION, PERMISSION, INSUFFICIENT_BALANCE, NOT_FOUND, TIMEOUT, INTERNAL, UNKNOWN ->
                "video_generation_failed";
        };
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
