package dev.shotwright.providers.minimax;

import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import tools.jackson.databind.JsonNode;

/** What the older generation answers: a number in {@code base_resp} with status 200, whatever happened. */
final class HailuoAnswer {
    private HailuoAnswer() {}

    /** The number of what went wrong; 0 where nothing did. */
    static int code(JsonNode answer) {
        return answer.path("base_resp").path("status_code").asInt(0);
    }

    static boolean isRefused(Reply reply) {
        return !reply.ok() || code(reply.json()) != 0;
    }

    /** Whether an answer tells of no task, but says to come back later. */
    static boolean isBusy(Reply reply) {
        var answer = reply.jsonOrNone();
        return switch (MiniMaxCodes.meaning(code(answer))) {
            case RATE_LIMITED, CONCURRENCY_LIMITED, INTERNAL, TIMEOUT -> !answer.has("status");
            default -> false;
        };
    }

    /** Whether an answer about a task tells what the censors said of it. */
    static boolean isVerdict(JsonNode answer) {
        var meaning = MiniMaxCodes.meaning(code(answer));
        return meaning == FailureCode.POLICY_INPUT || meaning == FailureCode.POLICY_OUTPUT;
    }

    /** Why a task has failed or cannot be told of. */
    static Failure failure(JsonNode answer) {
        var code = code(answer);
        var text = answer.path("base_resp").path("status_msg").asString("");
        return MiniMaxCodes.failure(
                MiniMaxCodes.meaning(code),
                "%s (%d)".formatted(text.isEmpty() || code == 0 ? "the draw failed" : text, code),
                Billing.UNKNOWN,
                answer.toString());
    }

    /** Why a question or a submission was refused. A fault of MiniMax's own does not tell whether it accepted. */
    static Failure refusal(Reply reply) {
        var answer = reply.jsonOrNone();
        var told = failure(answer);
        var meaning = told.code() == FailureCode.UNKNOWN ? Reply.meaning(reply.status()) : told.code();
        var message =
                code(answer) == 0 ? "status " + reply.status() : told.message().replace("MiniMax: ", "");
        if (meaning == FailureCode.INTERNAL || meaning == FailureCode.TIMEOUT) {
            return new Failure(meaning, "MiniMax: " + message, Retry.LOOK_UP_FIRST, Billing.UNKNOWN, reply.text());
        }
        return MiniMaxCodes.failure(meaning, message, Billing.NOT_BILLED, reply.text());
    }
}
