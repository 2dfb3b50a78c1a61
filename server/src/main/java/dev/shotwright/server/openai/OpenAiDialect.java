package dev.shotwright.server.openai;

import dev.shotwright.server.web.Dialect;
import dev.shotwright.server.web.Fault;
import dev.shotwright.vocabulary.ErrorCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors as OpenAI's clients read them. */
@Component
final class OpenAiDialect implements Dialect {

    @Override
    public String prefix() {
        return "/v1/";
    }

    @Override
    public String faultType() {
        return "application/json";
    }

    /** Accounts without money are told as OpenAI tells them, where clients know 429 and not 402. */
    @Override
    public int status(Fault fault) {
        return fault.status() == 402 ? 429 : fault.status();
    }

    @Override
    public ObjectNode fault(Fault fault, String requestId) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("error")
                .put("message", fault.message())
                .put("type", type(fault))
                .put("code", code(fault.code()))
                .put("param", fault.field());
        return answer;
    }

    private static String type(Fault fault) {
        return switch (fault.code()) {
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case OVER_QUOTA, TOO_MANY_QUEUED -> "rate_limit_error";
            case INSUFFICIENT_FUNDS, OVER_DAY_LIMIT -> "insufficient_quota";
            default -> fault.status() >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static String code(ErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> "invalid_api_key";
            case UNKNOWN_MODEL -> "model_not_found";
            case OVER_QUOTA, TOO_MANY_QUEUED -> "rate_limit_exceeded";
            case INSUFFICIENT_FUNDS, OVER_DAY_LIMIT -> "insufficient_quota";
            case UNKNOWN_FIELD -> "unknown_parameter";
            case INVALID_VALUE -> "invalid_value";
            default -> code.word().replace('-', '_');
        };
    }
}
