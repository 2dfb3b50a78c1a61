package dev.shotwright.providers.siliconflow;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What SiliconFlow says of a draw, and why it refuses. */
final class SiliconFlowAnswer {
    /** The shorter of the two times that the vendor names. */
    private static final Duration CLIPS_LAST = Duration.ofMinutes(10);

    /** Requests, tokens or images per day. */
    private static final Pattern DAILY = Pattern.compile("\\b[rti]pd\\b");

    private SiliconFlowAnswer() {}

    /** A status that is not known is taken for running. */
    static Outcome outcome(String ticket, JsonNode answer, Instant now) {
        return switch (answer.path("status").asString("").toLowerCase(Locale.ROOT)) {
            case "inqueue" -> Outcomes.queued(ticket);
            case "succeed" -> succeeded(ticket, answer.path("results"), now);
            case "failed" -> {
                var reason = answer.path("reason").asString("");
                yield Outcomes.failed(
                        ticket,
                        new Failure(
                                FailureCode.UNKNOWN,
                                "SiliconFlow: " + (reason.isEmpty() ? "no reason was given" : reason),
                                Retry.NEVER,
                                Billing.UNKNOWN,
                                answer.toString()));
            }
            default -> Outcomes.running(ticket, null);
        };
    }

    private static Outcome succeeded(String ticket, JsonNode results, Instant now) {
        var address = results.path("videos").path(0).path("url").asString("");
        if (address.isEmpty()) {
            return Outcomes.running(ticket, 1.0);
        }
        var seed = results.path("seed");
        var clip = new Clip(
                address,
                now.plus(CLIPS_LAST),
                null,
                null,
                null,
                seed.isIntegralNumber() && seed.asLong() >= 0 ? (Long) seed.asLong() : null);
        return Outcomes.succeeded(ticket, clip, null, null);
    }

    /** An answer that is no success: an object with code and message, or a bare text. */
    static Failure failure(Reply reply) {
        var answer = reply.jsonOrNone();
        var code = answer.path("code").asInt(0);
        var message =
                answer.isString() ? answer.asString() : answer.path("message").asString("no reason was given");
        var meaning = meaning(reply.status(), code, message);
        return new Failure(
                meaning,
                "SiliconFlow: %s (%s)".formatted(message, code == 0 ? "status " + reply.status() : code),
                retry(meaning),
                Billing.NOT_BILLED,
                reply.text());
    }

    private static FailureCode meaning(int status, int code, String message) {
        return switch (code) {
            case 20012 -> FailureCode.NOT_FOUND;
            case 30001 -> FailureCode.INSUFFICIENT_BALANCE;
            case 50505 -> FailureCode.OVERLOADED;
            default -> byStatus(status, message.toLowerCase(Locale.ROOT));
        };
    }

    private static FailureCode byStatus(int status, String message) {
        return switch (status) {
            case 400 -> FailureCode.INVALID_REQUEST;
            case 401 -> FailureCode.AUTHENTICATION;
            case 403 -> message.contains("balance") ? FailureCode.INSUFFICIENT_BALANCE : FailureCode.PERMISSION;
            case 404 -> FailureCode.NOT_FOUND;
            case 429 -> DAILY.matcher(message).find() ? FailureCode.QUOTA_EXHAUSTED : FailureCode.RATE_LIMITED;
            case 500 -> FailureCode.INTERNAL;
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
