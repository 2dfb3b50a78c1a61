package dev.shotwright.providers.jimeng;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What Jimeng says of a task, and why it refuses. Its code is looked at before anything else, since data is null without success. */
final class JimengAnswer {
    private static final Duration CLIPS_LAST = Duration.ofHours(1);
    private static final int SUCCESS = 10_000;

    private JimengAnswer() {}

    static boolean isGood(Reply reply) {
        return reply.jsonOrNone().path("code").asInt(0) == SUCCESS;
    }

    /** The data of a task; a status that is not known is taken for running. */
    static Outcome outcome(String ticket, JsonNode data, Instant now) {
        return switch (data.path("status").asString("").toLowerCase(Locale.ROOT)) {
            case "in_queue" -> Outcomes.queued(ticket);
            case "done" -> done(ticket, data, now);
            case "not_found", "expired" -> Outcomes.ended(State.EXPIRED, ticket);
            default -> Outcomes.running(ticket, null);
        };
    }

    /** A task that is done may lack its clip for a moment. */
    private static Outcome done(String ticket, JsonNode data, Instant now) {
        var address = data.path("video_url").asString("");
        if (address.isEmpty()) {
            return Outcomes.running(ticket, 1.0);
        }
        var clip = new Clip(address, now.plus(CLIPS_LAST), null, null, null, null);
        return Outcomes.succeeded(ticket, clip, new Usage(null, null, null, null), null);
    }

    /** Whether an answer about a task is the end of that task: its contents were looked through and not passed. */
    static boolean isVerdict(Reply reply) {
        var code = reply.jsonOrNone().path("code").asInt(0);
        return (code >= 50_411 && code <= 50_413) || (code >= 50_511 && code <= 50_519);
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply, Billing billing) {
        var body = reply.jsonOrNone();
        var error = body.path("ResponseMetadata").path("Error");
        var number = body.path("code").asInt(0);
        var word = error.path("Code").asString("");
        var code = number != 0 ? number(reply.status(), number) : word(reply.status(), word);
        var why = body.path("message").asString(error.path("Message").asString("no reason was given"));
        return new Failure(
                code,
                "Jimeng: %s (%s)"
                        .formatted(
                                why,
                                number != 0
                                        ? String.valueOf(number)
                                        : word.isEmpty() ? "status " + reply.status() : word),
                retry(code, number),
                billing,
                reply.text());
    }

    private static FailureCode number(int status, int code) {
        return switch (code) {
            case 50_411, 50_412, 50_413 -> FailureCode.POLICY_INPUT;
            case 50_511, 50_512, 50_516, 50_517 -> FailureCode.POLICY_OUTPUT;
            case 50_518, 50_519 -> FailureCode.COPYRIGHT;
            case 50_429 -> FailureCode.RATE_LIMITED;
            case 50_430 -> FailureCode.CONCURRENCY_LIMITED;
            case 50_500, 50_501, 50_520, 50_521, 50_522 -> FailureCode.INTERNAL;
            default -> Reply.meaning(status);
        };
    }

    /** What the gate before the interface says, in the words of all of Volcano Engine's services. */
    private static FailureCode word(int status, String code) {
        if (code.startsWith("AccessDenied")) {
            return FailureCode.PERMISSION;
        }
        if (code.startsWith("FlowLimitExceeded")) {
            return FailureCode.RATE_LIMITED;
        }
        if (code.startsWith("Signature")
                || code.startsWith("InvalidAccessKey")
                || code.startsWith("InvalidCredential")
                || code.startsWith("MissingAuthenticationToken")) {
            return FailureCode.AUTHENTICATION;
        }
        return Reply.meaning(status);
    }

    private static Retry retry(FailureCode code, int number) {
        return switch (code) {
            case RATE_LIMITED, CONCURRENCY_LIMITED, OVERLOADED, INTERNAL -> Retry.SAFE;
            case POLICY_OUTPUT -> number == 50_512 ? Retry.NEVER : Retry.SAFE;
            case INVALID_REQUEST,
                    POLICY_INPUT,
                    COPYRIGHT,
                    REAL_PERSON,
                    AUTHENTICATION,
                    PERMISSION,
                    INSUFFICIENT_BALANCE,
                    NOT_FOUND,
                    QUOTA_EXHAUSTED,
                    TIMEOUT,
                    UNREADABLE_MEDIA,
                    UNKNOWN -> Retry.NEVER;
        };
    }
}
