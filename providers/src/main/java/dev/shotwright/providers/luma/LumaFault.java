package dev.shotwright.providers.luma;

import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Why Luma refuses: by the status, and by words where one status has several meanings. */
final class LumaFault {
    private LumaFault() {}

    /** An answer that is no success. */
    static Failure of(Reply reply) {
        var detail = reply.jsonOrNone().path("detail");
        var message = detail.isString()
                ? detail.asString()
                : detail.isMissingNode() ? "status " + reply.status() : detail.toString();
        var meaning = meaning(reply.status(), message.toLowerCase(Locale.ROOT));
        return new Failure(
                meaning,
                "Luma: " + message,
                switch (meaning) {
                    case RATE_LIMITED, OVERLOADED, INTERNAL -> Retry.SAFE;
                    default -> Retry.NEVER;
                },
                Billing.NOT_BILLED,
                reply.text());
    }

    /** A generation that failed; whether it is charged is not documented. */
    static Failure of(JsonNode generation) {
        var reason = generation.path("failure_reason").asString("no reason was given");
        var code = generation.path("failure_code").asString("");
        var words = (reason + " " + code).toLowerCase(Locale.ROOT);
        var moderated = words.contains("moderat") || words.contains("policy");
        return new Failure(
                moderated ? FailureCode.POLICY_INPUT : FailureCode.UNKNOWN,
                "Luma: " + reason + (code.isEmpty() ? "" : " (%s)".formatted(code)),
                Retry.NEVER,
                Billing.UNKNOWN,
                generation.toString());
    }

    private static FailureCode meaning(int status, String message) {
        return switch (status) {
            case 400, 422 ->
                message.contains("credit")
                        ? FailureCode.INSUFFICIENT_BALANCE
                        : message.contains("moderat") ? FailureCode.POLICY_INPUT : FailureCode.INVALID_REQUEST;
            case 401 -> FailureCode.AUTHENTICATION;
            case 402 -> FailureCode.INSUFFICIENT_BALANCE;
            case 403 -> message.contains("authenticated") ? FailureCode.AUTHENTICATION : FailureCode.PERMISSION;
            case 404 -> FailureCode.NOT_FOUND;
            case 429 -> FailureCode.RATE_LIMITED;
            case 500 -> FailureCode.INTERNAL;
            default -> status > 500 ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
        };
    }
}
