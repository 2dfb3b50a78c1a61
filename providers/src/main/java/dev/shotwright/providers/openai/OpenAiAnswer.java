package dev.shotwright.providers.openai;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.Pixels;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a server of OpenAI's dialect says of a video, and why it refuses. */
final class OpenAiAnswer {
    private OpenAiAnswer() {}

    /** A video; a status that is not known is taken for running. */
    static Outcome outcome(URI videos, JsonNode video) {
        var id = video.path("id").asString("");
        return switch (video.path("status").asString("").toLowerCase(Locale.ROOT)) {
            case "queued" -> Outcomes.queued(id);
            case "completed", "succeeded" -> succeeded(videos, id, video);
            case "failed" -> Outcomes.failed(id, failure(0, video.path("error"), video.toString()));
            case "cancelled", "canceled" -> Outcomes.ended(State.CANCELLED, id);
            case "expired" -> Outcomes.ended(State.EXPIRED, id);
            default -> Outcomes.running(id, progress(video.path("progress")));
        };
    }

    private static @Nullable Double progress(JsonNode percent) {
        return percent.isNumber() ? (Double) Math.clamp(percent.asDouble() / 100, 0, 1) : null;
    }

    /** The clip is behind the video's own address, unless the server names another one. */
    private static Outcome succeeded(URI videos, String id, JsonNode video) {
        var named = Stream.of("url", "video_url")
                .map(name -> video.path(name).asString(""))
                .filter(address -> address.startsWith("https://") || address.startsWith("http://"))
                .findFirst()
                .orElse("%s/%s/content".formatted(videos, URLEncoder.encode(id, StandardCharsets.UTF_8)));
        var expires = video.path("expires_at");
        var size = video.path("size").asString("");
        var seconds = video.path("seconds").asString("");
        var clip = new Clip(
                named,
                expires.isIntegralNumber() ? Instant.ofEpochSecond(expires.asLong()) : null,
                size.matches("\\d{1,5}x\\d{1,5}") ? Pixels.parse(size) : null,
                seconds.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null,
                null,
                null);
        return Outcomes.succeeded(id, clip, new Usage(null, clip.duration(), null, null), null);
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        return failure(reply.status(), reply.jsonOrNone().path("error"), reply.text());
    }

    private static Failure failure(int status, JsonNode error, String raw) {
        var code = error.path("code").asString("");
        var name = !code.isEmpty() ? code : error.path("type").asString(status == 0 ? "unknown" : "status " + status);
        var message =
                error.isString() ? error.asString() : error.path("message").asString("no reason was given");
        var meaning = meaning(status, name);
        return new Failure(
                meaning,
                "OpenAI's dialect: %s (%s)".formatted(message, name),
                retry(meaning),
                status == 0 ? Billing.UNKNOWN : Billing.NOT_BILLED,
                raw);
    }

    private static FailureCode meaning(int status, String code) {
        return switch (code) {
            case "moderation_blocked", "content_policy_violation" -> FailureCode.POLICY_INPUT;
            case "invalid_api_key" -> FailureCode.AUTHENTICATION;
            case "insufficient_quota" -> FailureCode.QUOTA_EXHAUSTED;
            case "billing_hard_limit_reached" -> FailureCode.INSUFFICIENT_BALANCE;
            case "rate_limit_exceeded" -> FailureCode.RATE_LIMITED;
            case "model_not_found" -> FailureCode.NOT_FOUND;
            case "server_error" -> FailureCode.INTERNAL;
            case "invalid_request_error", "invalid_value" ->
                status == 401 || status == 403 || status == 404 ? byStatus(status) : FailureCode.INVALID_REQUEST;
            default -> byStatus(status);
        };
    }

    private static FailureCode byStatus(int status) {
        return switch (status) {
            case 400, 409, 422 -> FailureCode.INVALID_REQUEST;
            case 401 -> FailureCode.AUTHENTICATION;
            case 402 -> FailureCode.INSUFFICIENT_BALANCE;
            case 403 -> FailureCode.PERMISSION;
            case 404 -> FailureCode.NOT_FOUND;
            case 429 -> FailureCode.RATE_LIMITED;
            default -> status >= 500 ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
        };
    }

    private static Retry retry(FailureCode code) {
        return switch (code) {
            case RATE_LIMITED, OVERLOADED, INTERNAL -> Retry.SAFE;
            default -> Retry.NEVER;
        };
    }
}
