package dev.shotwright.providers.ark;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What Ark says of a task, and why it refuses. */
final class ArkAnswer {
    private static final Duration CLIPS_LAST = Duration.ofHours(24);

    private ArkAnswer() {}

    /** A task object; a status that is not known is taken for running. Ark bills what has succeeded and nothing else. */
    static Outcome outcome(JsonNode task, Instant now) {
        var id = task.path("id").asString("");
        return switch (task.path("status").asString("").toLowerCase(Locale.ROOT)) {
            case "queued" -> Outcomes.queued(id);
            case "succeeded" -> succeeded(id, task, now);
            case "failed" -> {
                var error = task.path("error");
                yield Outcomes.failed(
                        id,
                        failure(
                                0,
                                error.path("code").asString("unknown"),
                                error.path("message").asString("no reason was given"),
                                task.toString()));
            }
            case "cancelled" -> Outcomes.unbilled(State.CANCELLED, id);
            case "expired" -> Outcomes.unbilled(State.EXPIRED, id);
            default -> Outcomes.running(id, null);
        };
    }

    /** A task that has succeeded may lack its clip for a moment. */
    private static Outcome succeeded(String id, JsonNode task, Instant now) {
        var address = task.path("content").path("video_url").asString("");
        if (address.isEmpty()) {
            return Outcomes.running(id, 1.0);
        }
        var seconds = task.path("duration").asLong(0);
        var fps = task.path("framespersecond").asInt(0);
        var clip = new Clip(
                address,
                now.plus(CLIPS_LAST),
                null,
                seconds > 0 ? Duration.ofSeconds(seconds) : null,
                fps > 0 ? FrameRate.of(fps) : null,
                task.path("seed").isIntegralNumber() && task.path("seed").asLong() >= 0
                        ? (Long) task.path("seed").asLong()
                        : null);
        var tokens = task.path("usage").path("completion_tokens");
        var usage = new Usage(tokens.isIntegralNumber() ? (Long) tokens.asLong() : null, clip.duration(), null, null);
        return Outcomes.succeeded(id, clip, usage, null);
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        var error = reply.jsonOrNone().path("error");
        return failure(
                reply.status(),
                error.path("code").asString("status " + reply.status()),
                error.path("message").asString("no reason was given"),
                reply.text());
    }

    private static Failure failure(int status, String code, String message, String raw) {
        var meaning = meaning(status, code);
        return new Failure(meaning, "Ark: %s (%s)".formatted(message, code), retry(meaning), Billing.NOT_BILLED, raw);
    }

    /** Codes grow children behind a dot and new names of old kinds, so they are told by how they begin and end. */
    private static FailureCode meaning(int status, String code) {
        if (code.endsWith(".PrivacyInformation")) {
            return FailureCode.REAL_PERSON;
        }
        if (code.endsWith(".PolicyViolation")) {
            return FailureCode.COPYRIGHT;
        }
        if (code.startsWith("Output")) {
            return FailureCode.POLICY_OUTPUT;
        }
        if (code.startsWith("SensitiveContent") || code.startsWith("Input") || code.startsWith("ContentSecurity")) {
            return FailureCode.POLICY_INPUT;
        }
        if (code.startsWith("AccountOverdue") || code.equals("OperationDenied.ServiceOverdue")) {
            return FailureCode.INSUFFICIENT_BALANCE;
        }
        if (code.startsWith("AccessDenied") || code.startsWith("OperationDenied")) {
            return FailureCode.PERMISSION;
        }
        if (code.startsWith("Authentication")) {
            return FailureCode.AUTHENTICATION;
        }
        if (code.startsWith("ModelNotOpen") || code.contains("NotFound")) {
            return FailureCode.NOT_FOUND;
        }
        if (code.startsWith("QuotaExceeded") || code.startsWith("SetLimitExceeded")) {
            return FailureCode.QUOTA_EXHAUSTED;
        }
        if (code.startsWith("InflightBatchsize")) {
            return FailureCode.CONCURRENCY_LIMITED;
        }
        if (code.contains("RateLimit") || code.startsWith("RequestBurst")) {
            return FailureCode.RATE_LIMITED;
        }
        if (code.startsWith("ServerOverloaded") || code.startsWith("ModelLoading")) {
            return FailureCode.OVERLOADED;
        }
        if (code.startsWith("InternalService")) {
            return FailureCode.INTERNAL;
        }
        if (code.startsWith("MissingParameter")
                || code.startsWith("InvalidParameter")
                || code.startsWith("InvalidEndpoint")) {
            return FailureCode.INVALID_REQUEST;
        }
        return Reply.meaning(status);
    }

    private static Retry retry(FailureCode code) {
        return switch (code) {
            case RATE_LIMITED, CONCURRENCY_LIMITED, OVERLOADED, INTERNAL, POLICY_OUTPUT -> Retry.SAFE;
            default -> Retry.NEVER;
        };
    }
}
