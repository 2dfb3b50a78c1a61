package dev.shotwright.providers.minimax;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the newer generation says of a task, and why it refuses. */
final class H3Answer {
    /** Not documented but as short; another question gives a new address. */
    private static final Duration CLIPS_LAST = Duration.ofHours(1);

    private H3Answer() {}

    /** A task object; a status that is not known is taken for running. */
    static Outcome outcome(String ticket, JsonNode task, Instant now) {
        return switch (task.path("status").asString("").toLowerCase(Locale.ROOT)) {
            case "queued" -> Outcomes.queued(ticket);
            case "succeeded" -> succeeded(ticket, task, now);
            case "failed" -> Outcomes.failed(ticket, failure(task));
            case "cancelled" -> Outcomes.ended(State.CANCELLED, ticket);
            default -> Outcomes.running(ticket, null);
        };
    }

    /** A task that has succeeded may lack its clip for a moment. */
    private static Outcome succeeded(String ticket, JsonNode task, Instant now) {
        var address = task.path("content").path("url").asString("");
        if (address.isEmpty()) {
            return Outcomes.running(ticket, 1.0);
        }
        var usage = task.path("usage");
        var drawn = seconds(usage.path("output_seconds"));
        var clip = new Clip(address, now.plus(CLIPS_LAST), null, seconds(task.path("duration")), null, null);
        var used = new Usage(null, drawn, seconds(usage.path("input_seconds")), null);
        return Outcomes.succeeded(ticket, clip, used, null);
    }

    private static @Nullable Duration seconds(JsonNode number) {
        return number.isNumber() ? Duration.ofMillis(Math.round(number.asDouble() * 1000)) : null;
    }

    /** What a task that has failed tells: an object or a sentence, with a number in it. */
    private static Failure failure(JsonNode task) {
        var error = task.path("error");
        var message =
                error.isString() ? error.asString("") : error.path("message").asString("the draw failed");
        var code = error.path("code").asInt(0);
        return MiniMaxCodes.failure(
                meaning(0, error.path("type").asString(""), code == 0 ? MiniMaxCodes.in(message) : code),
                message,
                Billing.UNKNOWN,
                task.toString());
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        var error = reply.jsonOrNone().path("error");
        var message = error.path("message").asString("status " + reply.status());
        return MiniMaxCodes.failure(
                meaning(reply.status(), error.path("type").asString(""), MiniMaxCodes.in(message)),
                message,
                Billing.NOT_BILLED,
                reply.text());
    }

    /** The number says most, then the type, then the status. */
    private static FailureCode meaning(int status, String type, int code) {
        var told = MiniMaxCodes.meaning(code);
        if (told != FailureCode.UNKNOWN) {
            return told;
        }
        return switch (type) {
            case "bad_request_error" -> FailureCode.INVALID_REQUEST;
            case "authorized_error" -> FailureCode.AUTHENTICATION;
            case "insufficient_balance_error" -> FailureCode.INSUFFICIENT_BALANCE;
            case "unprocessable_entity_error" -> FailureCode.POLICY_INPUT;
            case "rate_limit_error" -> FailureCode.RATE_LIMITED;
            case "server_error" -> FailureCode.INTERNAL;
            case "overloaded_error" -> FailureCode.OVERLOADED;
            default ->
                switch (status) {
                    case 400 -> FailureCode.INVALID_REQUEST;
                    case 401 -> FailureCode.AUTHENTICATION;
                    case 402 -> FailureCode.INSUFFICIENT_BALANCE;
                    case 403 -> FailureCode.PERMISSION;
                    case 404 -> FailureCode.NOT_FOUND;
                    case 422 -> FailureCode.POLICY_INPUT;
                    case 429 -> FailureCode.RATE_LIMITED;
                    default -> status >= 500 ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
                };
        };
    }
}
