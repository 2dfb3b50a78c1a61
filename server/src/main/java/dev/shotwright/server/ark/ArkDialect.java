package dev.shotwright.server.ark;

import dev.shotwright.server.web.Dialect;
import dev.shotwright.server.web.Fault;
import dev.shotwright.vocabulary.model.FailureCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors as Ark's clients read them. */
@Component
final class ArkDialect implements Dialect {

    @Override
    public String prefix() {
        return "/api/v3/";
    }

    @Override
    public String faultType() {
        return "application/json";
    }

    /** What Ark refuses is an invalid parameter to it, accounts without money are forbidden, and a model that nobody opened is not there. */
    @Override
    public int status(Fault fault) {
        return switch (fault.status()) {
            case 402 -> 403;
            case 422 -> 400;
            default -> fault.status();
        };
    }

    @Override
    public ObjectNode fault(Fault fault, String requestId) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("error")
                .put("code", code(fault))
                .put("message", "%s Request id: %s".formatted(fault.message(), requestId))
                .put("type", type(status(fault)))
                .put("param", fault.field());
        return answer;
    }

    private static String code(Fault fault) {
        return switch (fault.code()) {
            case UNAUTHENTICATED -> "AuthenticationError";
            case FORBIDDEN -> "AccessDenied";
            case MODEL_UNAVAILABLE -> "ModelNotOpen";
            case UNKNOWN_MODEL -> "InvalidEndpointOrModel.NotFound";
            case NOT_FOUND, FILE_NOT_FOUND -> "ResourceNotFound";
            case OVER_QUOTA -> "RateLimitExceeded.EndpointTPMExceeded";
            case TOO_MANY_QUEUED -> "QuotaExceeded";
            case INSUFFICIENT_FUNDS, OVER_DAY_LIMIT -> "AccountOverdueError";
            case CONFLICT, FILE_EXISTS -> "OperationDenied.Conflict";
            case UNAVAILABLE -> "ServerOverloaded";
            default -> {
                if (fault.status() >= 500) {
                    yield "InternalServiceError";
                }
                yield fault.message().contains(" is missing") ? "MissingParameter" : "InvalidParameter";
            }
        };
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 429 -> "TooManyRequests";
            default -> status >= 500 ? "InternalServerError" : "BadRequest";
        };
    }

    /** The code by which Ark tells why a task has failed. */
    static String code(FailureCode code) {
        return switch (code) {
            case INVALID_REQUEST -> "InvalidParameter";
            case POLICY_INPUT -> "InputTextSensitiveContentDetected";
            case POLICY_OUTPUT -> "OutputVideoSensitiveContentDetected";
            case COPYRIGHT -> "OutputVideoSensitiveContentDetected.PolicyViolation";
            case REAL_PERSON -> "InputImageSensitiveContentDetected.PrivacyInformation";
            case UNREADABLE_MEDIA -> "InvalidParameter.UnreadableMedia";
            case RATE_LIMITED, CONCURRENCY_LIMITED -> "RateLimitExceeded";
            case QUOTA_EXHAUSTED -> "QuotaExceeded";
            case OVERLOADED -> "ServerOverloaded";
            case TIMEOUT -> "TimeoutError";
            case AUTHENTICATION, PERMISSION, INSUFFICIENT_BALANCE, NOT_FOUND, INTERNAL, UNKNOWN ->
                "InternalServiceError";
        };
    }
}
