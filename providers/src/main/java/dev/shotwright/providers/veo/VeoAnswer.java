package dev.shotwright.providers.veo;

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
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the Gemini API says of an operation, and why it refuses. */
final class VeoAnswer {
    private static final Duration CLIPS_LAST = Duration.ofDays(2);

    private VeoAnswer() {}

    /** An operation; it tells only whether it is done, and one that is done may have failed. */
    static Outcome outcome(String ticket, JsonNode operation, Instant now) {
        var done = operation.path("done");
        if (!done.isBoolean() || !done.asBoolean()) {
            return Outcomes.running(ticket, null);
        }
        var error = operation.path("error");
        if (error.isObject()) {
            return Outcomes.failed(ticket, failure(error, 0, operation.toString()));
        }
        var response = operation.path("response").path("generateVideoResponse");
        var address = response.path("generatedSamples")
                .path(0)
                .path("video")
                .path("uri")
                .asString("");
        if (!address.isEmpty()) {
            var clip = new Clip(address, now.plus(CLIPS_LAST), null, null, null, null);
            return Outcomes.succeeded(ticket, clip, null, null);
        }
        return Outcomes.failed(ticket, withoutClip(response, operation.toString()));
    }

    /** What is filtered is not charged; what is done without a clip and without a reason is the vendor's own fault. */
    private static Failure withoutClip(JsonNode response, String raw) {
        var reasons = response.path("raiMediaFilteredReasons")
                .valueStream()
                .map(reason -> reason.asString(""))
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining("; "));
        if (!reasons.isEmpty() || response.path("raiMediaFilteredCount").asInt(0) > 0) {
            return new Failure(
                    FailureCode.POLICY_OUTPUT,
                    "Veo drew the clip and withholds it: %s".formatted(reasons.isEmpty() ? "no reason given" : reasons),
                    Retry.SAFE,
                    Billing.NOT_BILLED,
                    raw);
        }
        return new Failure(
                FailureCode.INTERNAL,
                "Veo says that it is done, and gives neither a clip nor a reason",
                Retry.LOOK_UP_FIRST,
                Billing.UNKNOWN,
                raw);
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        return failure(reply.jsonOrNone().path("error"), reply.status(), reply.text());
    }

    private static Failure failure(JsonNode error, int status, String raw) {
        var word = word(error, status);
        var meaning = meaning(word, error);
        return new Failure(
                meaning,
                "Veo: %s (%s)".formatted(error.path("message").asString("no reason was given"), word),
                retry(meaning),
                Billing.NOT_BILLED,
                raw);
    }

    /** The status as a word; an operation may tell it by the number that remote procedure calls use. */
    private static String word(JsonNode error, int status) {
        var word = error.path("status").asString("");
        if (!word.isEmpty()) {
            return word;
        }
        return switch (status == 0 ? error.path("code").asInt(0) : status) {
            case 3, 400 -> "INVALID_ARGUMENT";
            case 4, 504 -> "DEADLINE_EXCEEDED";
            case 5, 404 -> "NOT_FOUND";
            case 7, 403 -> "PERMISSION_DENIED";
            case 8, 429 -> "RESOURCE_EXHAUSTED";
            case 9 -> "FAILED_PRECONDITION";
            case 13, 500 -> "INTERNAL";
            case 14, 502, 503 -> "UNAVAILABLE";
            case 16, 401 -> "UNAUTHENTICATED";
            default -> "status " + status;
        };
    }

    private static FailureCode meaning(String word, JsonNode error) {
        return switch (word) {
            case "INVALID_ARGUMENT" ->
                tells(error, "reason", "API_KEY_INVALID")
                        ? FailureCode.AUTHENTICATION
                        : speaksOfRules(error) ? FailureCode.POLICY_INPUT : FailureCode.INVALID_REQUEST;
            case "OUT_OF_RANGE" -> FailureCode.INVALID_REQUEST;
            case "UNAUTHENTICATED" -> FailureCode.AUTHENTICATION;
            case "PERMISSION_DENIED", "FAILED_PRECONDITION" -> FailureCode.PERMISSION;
            case "NOT_FOUND" -> FailureCode.NOT_FOUND;
            case "RESOURCE_EXHAUSTED" -> isOfTheDay(error) ? FailureCode.QUOTA_EXHAUSTED : FailureCode.RATE_LIMITED;
            case "UNAVAILABLE" -> FailureCode.OVERLOADED;
            case "DEADLINE_EXCEEDED" -> FailureCode.TIMEOUT;
            case "INTERNAL" -> FailureCode.INTERNAL;
            default -> FailureCode.UNKNOWN;
        };
    }

    private static boolean tells(JsonNode error, String name, String value) {
        return error.path("details")
                .valueStream()
                .anyMatch(detail -> detail.path(name).asString("").equals(value));
    }

    /** A prompt against the rules is told as an invalid argument whose message names them. */
    private static boolean speaksOfRules(JsonNode error) {
        return error.path("message").asString("").contains("usage guidelines");
    }

    /** A quota of the day does not come back within a wait that anybody would take. */
    private static boolean isOfTheDay(JsonNode error) {
        return error.path("details")
                .valueStream()
                .flatMap(detail -> detail.path("violations").valueStream())
                .anyMatch(violation -> violation.path("quotaId").asString("").contains("PerDay"));
    }

    private static Retry retry(FailureCode code) {
        return switch (code) {
            case RATE_LIMITED, OVERLOADED, INTERNAL, TIMEOUT, POLICY_OUTPUT -> Retry.SAFE;
            default -> Retry.NEVER;
        };
    }
}
