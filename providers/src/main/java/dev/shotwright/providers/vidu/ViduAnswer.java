package dev.shotwright.providers.vidu;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Vidu says of a task, and why it refuses. */
final class ViduAnswer {
    /** The shorter of the two lives that documents tell. */
    private static final Duration CLIPS_LAST = Duration.ofHours(1);

    private ViduAnswer() {}

    /** The id of a task, which is text or a number; empty if there is none. */
    static String id(JsonNode task) {
        return Stream.of("id", "task_id")
                .map(task::path)
                .filter(JsonNode::isValueNode)
                .map(id -> id.asString(""))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A task object; a state that is not known is taken for running. */
    static Outcome outcome(String ticket, JsonNode task, Instant now) {
        return switch (task.path("state").asString("").toLowerCase(Locale.ROOT)) {
            case "created", "queueing" -> Outcomes.queued(ticket);
            case "success" -> succeeded(ticket, task, now);
            case "failed" -> failed(ticket, task);
            default -> Outcomes.running(ticket, progress(task));
        };
    }

    private static @Nullable Double progress(JsonNode task) {
        var progress = task.path("progress");
        return progress.isNumber() ? (Double) Math.clamp(progress.asDouble() / 100, 0, 1) : null;
    }

    /** A task that has succeeded may lack its clip for a moment. */
    private static Outcome succeeded(String ticket, JsonNode task, Instant now) {
        var creation = task.path("creations").path(0);
        var address = creation.path("url").asString("");
        if (address.isEmpty()) {
            return Outcomes.running(ticket, 1.0);
        }
        var seconds = creation.path("duration").asDouble(0);
        var length = seconds > 0 ? Duration.ofMillis(Math.round(seconds * 1000)) : null;
        var clip = new Clip(address, now.plus(CLIPS_LAST), null, length, null, null);
        return Outcomes.succeeded(ticket, clip, new Usage(null, length, null, credits(task)), null);
    }

    private static @Nullable BigDecimal credits(JsonNode task) {
        var credits = task.path("credits");
        return credits.isNumber() ? credits.asDecimal() : null;
    }

    /** Off-peak draws that were not begun in time are cancelled by Vidu itself. */
    private static Outcome failed(String ticket, JsonNode task) {
        var code = task.path("err_code").asString("unknown");
        if (code.equals("UserCancelled") || code.equals("Canceled")) {
            return billing(task) == Billing.NOT_BILLED
                    ? Outcomes.unbilled(State.CANCELLED, ticket)
                    : Outcomes.ended(State.CANCELLED, ticket);
        }
        var message = task.path("err_msg").asString("the draw failed");
        return Outcomes.failed(ticket, failure(0, code, message, billing(task), task.toString()));
    }

    private static Billing billing(JsonNode task) {
        var credits = credits(task);
        return credits != null && credits.signum() == 0 ? Billing.NOT_BILLED : Billing.UNKNOWN;
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        var body = reply.jsonOrNone();
        var code = first(body, "status " + reply.status(), "reason", "err_code", "code");
        var message = first(body, "no reason was given", "message", "err_msg");
        return failure(reply.status(), code, message, Billing.NOT_BILLED, reply.text());
    }

    private static String first(JsonNode body, String otherwise, String... names) {
        return Stream.of(names)
                .map(body::path)
                .filter(JsonNode::isString)
                .map(text -> text.asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }

    private static Failure failure(int status, String code, String message, Billing billing, String raw) {
        var meaning = meaning(status, code);
        var retry = retry(meaning, code);
        return new Failure(
                meaning,
                "Vidu: %s (%s)".formatted(message, code),
                retry,
                retry == Retry.LOOK_UP_FIRST ? Billing.UNKNOWN : billing,
                raw);
    }

    private static FailureCode meaning(int status, String code) {
        return switch (code) {
            case "TaskPromptPolicyViolation", "AuditSubmitIllegal", "AuditFailed", "PhotoAuditNotPass" ->
                FailureCode.POLICY_INPUT;
            case "CreationPolicyViolation" -> FailureCode.POLICY_OUTPUT;
            case "CreditInsufficient" -> FailureCode.INSUFFICIENT_BALANCE;
            case "QuotaExceeded" -> FailureCode.CONCURRENCY_LIMITED;
            case "TooManyRequests", "SystemThrottling" -> FailureCode.RATE_LIMITED;
            case "Unauthorized" -> FailureCode.AUTHENTICATION;
            case "Forbidden" -> FailureCode.PERMISSION;
            case "TaskNotFound", "CreationNotFound", "NotFound" -> FailureCode.NOT_FOUND;
            case "InternalServiceFailure" -> FailureCode.INTERNAL;
            case "Conflict", "OperationInProcess" -> FailureCode.UNKNOWN;
            case "BadRequest", "PageSizeOutOfRange", "ModelUnavailable" -> FailureCode.INVALID_REQUEST;
            default -> byName(status, code);
        };
    }

    private static FailureCode byName(int status, String code) {
        if (code.startsWith("Field")) {
            return FailureCode.INVALID_REQUEST;
        }
        if (code.startsWith("Image")) {
            return FailureCode.UNREADABLE_MEDIA;
        }
        return switch (status) {
            case 400 -> FailureCode.INVALID_REQUEST;
            case 401 -> FailureCode.AUTHENTICATION;
            case 403 -> FailureCode.PERMISSION;
            case 404 -> FailureCode.NOT_FOUND;
            case 429 -> FailureCode.RATE_LIMITED;
            default -> status >= 500 ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
        };
    }

    private static Retry retry(FailureCode meaning, String code) {
        if (code.equals("Conflict") || code.equals("OperationInProcess")) {
            return Retry.LOOK_UP_FIRST;
        }
        return switch (meaning) {
            case RATE_LIMITED, CONCURRENCY_LIMITED, OVERLOADED, INTERNAL, POLICY_OUTPUT -> Retry.SAFE;
            default -> Retry.NEVER;
        };
    }
}
