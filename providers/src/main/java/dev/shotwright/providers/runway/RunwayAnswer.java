package dev.shotwright.providers.runway;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
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

/** What Runway says of a task, and why it refuses. */
final class RunwayAnswer {
    private static final Duration CLIPS_LAST = Duration.ofHours(24);

    private RunwayAnswer() {}

    /** A task object; a status that is not known is taken for running. */
    static Outcome outcome(String ticket, JsonNode task, Instant now) {
        return switch (task.path("status").asString("").toUpperCase(Locale.ROOT)) {
            case "PENDING", "THROTTLED" -> Outcomes.queued(ticket);
            case "SUCCEEDED" -> {
                var address = task.path("output").path(0).asString("");
                yield address.isEmpty()
                        ? Outcomes.running(ticket, 1.0)
                        : Outcomes.succeeded(
                                ticket, new Clip(address, now.plus(CLIPS_LAST), null, null, null, null), null, null);
            }
            case "FAILED" -> Outcomes.failed(ticket, failure(task));
            case "CANCELLED" -> Outcomes.ended(State.CANCELLED, ticket);
            default -> {
                var progress = task.path("progress");
                yield Outcomes.running(
                        ticket, progress.isNumber() ? (Double) Math.clamp(progress.asDouble(), 0, 1) : null);
            }
        };
    }

    /** Whether a task that failed is charged is not documented. */
    private static Failure failure(JsonNode task) {
        var code = task.path("failureCode").asString("no code");
        var meaning = meaning(code);
        return new Failure(
                meaning,
                "Runway: %s (%s)".formatted(task.path("failure").asString("no reason was given"), code),
                meaning == FailureCode.INTERNAL || meaning == FailureCode.OVERLOADED ? Retry.SAFE : Retry.NEVER,
                Billing.UNKNOWN,
                task.toString());
    }

    private static FailureCode meaning(String code) {
        if (code.startsWith("SAFETY.OUTPUT")) {
            return FailureCode.POLICY_OUTPUT;
        }
        if (code.startsWith("SAFETY") || code.startsWith("INPUT_PREPROCESSING.SAFETY")) {
            return FailureCode.POLICY_INPUT;
        }
        if (code.startsWith("ASSET")) {
            return FailureCode.UNREADABLE_MEDIA;
        }
        if (code.startsWith("INTERNAL") || code.startsWith("INPUT_PREPROCESSING")) {
            return FailureCode.INTERNAL;
        }
        return code.startsWith("THIRD_PARTY") ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        var message = reply.jsonOrNone().path("error").asString("status " + reply.status());
        var meaning = meaning(reply.status(), message.toLowerCase(Locale.ROOT));
        return new Failure(
                meaning,
                "Runway: %s".formatted(message),
                switch (meaning) {
                    case RATE_LIMITED, OVERLOADED, INTERNAL -> Retry.SAFE;
                    default -> Retry.NEVER;
                },
                Billing.NOT_BILLED,
                reply.text());
    }

    /** A balance that is spent and a day that is used up are told by words alone. */
    private static FailureCode meaning(int status, String message) {
        return switch (status) {
            case 400 -> message.contains("credits") ? FailureCode.INSUFFICIENT_BALANCE : FailureCode.INVALID_REQUEST;
            case 401 -> FailureCode.AUTHENTICATION;
            case 402 -> FailureCode.INSUFFICIENT_BALANCE;
            case 403 -> FailureCode.PERMISSION;
            case 404 -> FailureCode.NOT_FOUND;
            case 405, 413, 415, 422 -> FailureCode.INVALID_REQUEST;
            case 429 -> message.contains("daily") ? FailureCode.QUOTA_EXHAUSTED : FailureCode.RATE_LIMITED;
            case 500 -> FailureCode.INTERNAL;
            default -> status > 500 ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
        };
    }
}
