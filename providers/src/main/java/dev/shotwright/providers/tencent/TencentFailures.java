package dev.shotwright.providers.tencent;

import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import java.util.List;

/** What Tencent's codes mean; the list is that of the official SDK, and grows children behind a dot. */
final class TencentFailures {
    private static final List<String> UNKNOWN_JOBS = List.of(
            "FailedOperation.JobNotExist",
            "FailedOperation.JobNotFound",
            "FailedOperation.TaskNotExist",
            "ResourceNotFound");

    private TencentFailures() {}

    /** A fault of the vendor's own at a submission does not prove that nothing was accepted. */
    static Failure of(int status, String code, String message, Billing billing, String raw) {
        var meaning = meaning(status, code);
        var shaken = status != 0 && (meaning == FailureCode.INTERNAL || meaning == FailureCode.TIMEOUT);
        return new Failure(
                meaning,
                "Tencent: %s (%s)".formatted(message, code),
                shaken ? Retry.LOOK_UP_FIRST : retry(meaning),
                shaken ? Billing.UNKNOWN : billing,
                raw);
    }

    private static FailureCode meaning(int status, String code) {
        if (UNKNOWN_JOBS.contains(code)) {
            return FailureCode.NOT_FOUND;
        }
        if (code.startsWith("AuthFailure.UnauthorizedOperation") || code.startsWith("UnauthorizedOperation")) {
            return FailureCode.PERMISSION;
        }
        if (code.startsWith("AuthFailure")) {
            return FailureCode.AUTHENTICATION;
        }
        if (code.contains("Moderation") || code.contains("Illegal")) {
            return FailureCode.POLICY_INPUT;
        }
        if (code.startsWith("OperationDenied")) {
            return FailureCode.PERMISSION;
        }
        if (code.startsWith("ResourceInsufficient")
                || code.startsWith("ResourceUnavailable")
                || code.startsWith("ResourcesSoldOut")) {
            return FailureCode.INSUFFICIENT_BALANCE;
        }
        if (code.startsWith("RequestLimitExceeded.JobNum")) {
            return FailureCode.CONCURRENCY_LIMITED;
        }
        if (code.startsWith("RequestLimitExceeded")) {
            return FailureCode.RATE_LIMITED;
        }
        if (code.startsWith("LimitExceeded")) {
            return FailureCode.QUOTA_EXHAUSTED;
        }
        if (code.startsWith("FailedOperation")) {
            return failed(code);
        }
        if (code.matches("InvalidParameterValue\\.(Invalid(Image|Video|Audio)|UrlIllegal).*")) {
            return FailureCode.UNREADABLE_MEDIA;
        }
        if (code.startsWith("InvalidParameter")
                || code.startsWith("MissingParameter")
                || code.startsWith("UnsupportedOperation")) {
            return FailureCode.INVALID_REQUEST;
        }
        return code.startsWith("InternalError") ? FailureCode.INTERNAL : byStatus(status);
    }

    private static FailureCode failed(String code) {
        if (code.endsWith("Timeout")) {
            return FailureCode.TIMEOUT;
        }
        if (code.endsWith("QueueFull")) {
            return FailureCode.OVERLOADED;
        }
        return code.contains("Image") || code.contains("Decode") || code.contains("Download")
                ? FailureCode.UNREADABLE_MEDIA
                : FailureCode.INTERNAL;
    }

    private static FailureCode byStatus(int status) {
        return switch (status) {
            case 400, 422 -> FailureCode.INVALID_REQUEST;
            case 401 -> FailureCode.AUTHENTICATION;
            case 402 -> FailureCode.INSUFFICIENT_BALANCE;
            case 403 -> FailureCode.PERMISSION;
            case 404 -> FailureCode.NOT_FOUND;
            case 429 -> FailureCode.RATE_LIMITED;
            case 500 -> FailureCode.INTERNAL;
            default -> status > 500 ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
        };
    }

    private static Retry retry(FailureCode code) {
        return switch (code) {
            case RATE_LIMITED, CONCURRENCY_LIMITED, OVERLOADED, INTERNAL, TIMEOUT -> Retry.SAFE;
            default -> Retry.NEVER;
        };
    }
}
