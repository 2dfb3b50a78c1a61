package dev.shotwright.providers.dashscope;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What DashScope says of a task, and why it refuses. */
final class DashScopeAnswer {
    private static final Duration CLIPS_LAST = Duration.ofHours(24);

    private DashScopeAnswer() {}

    /**
     * A status that is not known is taken for running; what a suspended task waits for is not documented. What has succeeded is
     * billed and nothing else, but a task that is not known any more may have.
     */
    static Outcome outcome(String ticket, JsonNode answer, Instant now) {
        var output = answer.path("output");
        return switch (output.path("task_status").asString("").toUpperCase(Locale.ROOT)) {
            case "PENDING", "SUSPENDED" -> Outcomes.queued(ticket);
            case "SUCCEEDED" -> succeeded(ticket, output, answer.path("usage"), now);
            case "FAILED" ->
                Outcomes.failed(
                        ticket,
                        failure(
                                0,
                                output.path("code").asString("unknown"),
                                output.path("message").asString("no reason was given"),
                                answer.toString()));
            case "CANCELED", "CANCELLED" -> Outcomes.unbilled(State.CANCELLED, ticket);
            case "UNKNOWN" -> Outcomes.ended(State.EXPIRED, ticket);
            default -> Outcomes.running(ticket, null);
        };
    }

    private static Outcome succeeded(String ticket, JsonNode output, JsonNode usage, Instant now) {
        var address = output.path("video_url").asString("");
        if (address.isEmpty()) {
            return Outcomes.running(ticket, 1.0);
        }
        var drawn = seconds(usage, "output_video_duration", "video_duration", "duration");
        var size = usage.path("size").asString("");
        var clip = new Clip(
                address,
                now.plus(CLIPS_LAST),
                size.matches("\\d{1,5}\\*\\d{1,5}") ? Pixels.parse(size) : null,
                drawn,
                null,
                null);
        return Outcomes.succeeded(
                ticket, clip, new Usage(null, drawn, seconds(usage, "input_video_duration"), null), null);
    }

    private static @Nullable Duration seconds(JsonNode usage, String... names) {
        for (var name : names) {
            var seconds = usage.path(name);
            if (seconds.isNumber() && seconds.asDouble() > 0) {
                return Duration.ofMillis(Math.round(seconds.asDouble() * 1000));
            }
        }
        return null;
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        var answer = reply.jsonOrNone();
        return failure(
                reply.status(),
                answer.path("code").asString("status " + reply.status()),
                answer.path("message").asString("no reason was given"),
                reply.text());
    }

    private static Failure failure(int status, String code, String message, String raw) {
        var meaning = meaning(status, code, message);
        return new Failure(
                meaning, "DashScope: %s (%s)".formatted(message, code), retry(meaning), Billing.NOT_BILLED, raw);
    }

    /** Codes grow children behind a dot, so they are told by how they begin. */
    private static FailureCode meaning(int status, String code, String message) {
        if (code.startsWith("InvalidParameter.DataInspection")) {
            return FailureCode.UNREADABLE_MEDIA;
        }
        if (code.startsWith("DataInspection")) {
            return message.toLowerCase(Locale.ROOT).startsWith("output")
                    ? FailureCode.POLICY_OUTPUT
                    : FailureCode.POLICY_INPUT;
        }
        if (code.startsWith("IPInfringement")) {
            return FailureCode.COPYRIGHT;
        }
        if (code.startsWith("InvalidApiKey")) {
            return FailureCode.AUTHENTICATION;
        }
        if (code.startsWith("AccessDenied") || code.startsWith("Model.AccessDenied")) {
            return FailureCode.PERMISSION;
        }
        if (code.startsWith("Arrearage")) {
            return FailureCode.INSUFFICIENT_BALANCE;
        }
        if (code.startsWith("ModelNotFound")) {
            return FailureCode.NOT_FOUND;
        }
        if (code.startsWith("InvalidParameter")) {
            return FailureCode.INVALID_REQUEST;
        }
        if (code.startsWith("Throttling")) {
            return FailureCode.RATE_LIMITED;
        }
        if (code.startsWith("RequestTimeOut")) {
            return FailureCode.TIMEOUT;
        }
        if (code.startsWith("ModelUnavailable")) {
            return FailureCode.OVERLOADED;
        }
        if (code.startsWith("InternalError")) {
            return FailureCode.INTERNAL;
        }
        return Reply.meaning(status);
    }

    private static Retry retry(FailureCode code) {
        return switch (code) {
            case RATE_LIMITED, OVERLOADED, INTERNAL, TIMEOUT, POLICY_OUTPUT -> Retry.SAFE;
            default -> Retry.NEVER;
        };
    }
}
