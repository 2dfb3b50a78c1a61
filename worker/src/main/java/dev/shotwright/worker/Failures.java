package dev.shotwright.worker;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.negotiation.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** Failures of draws, in the words that all models share; none of these costs the caller anything. */
final class Failures {
    private Failures() {}

    /** Whether it is this machine's fault, so that another machine may do what this one could not. */
    static boolean machines(ErrorCode code) {
        return switch (code) {
            case STORAGE_FAILED,
                    STORAGE_FULL,
                    NETWORK_FAILED,
                    UNAVAILABLE,
                    MODEL_UNAVAILABLE,
                    TIMED_OUT,
                    BROKEN_CHECKPOINT -> true;
            case INVALID_VALUE,
                    UNKNOWN_FIELD,
                    MALFORMED_DOCUMENT,
                    UNKNOWN_MODEL,
                    REFUSED,
                    FILE_NOT_FOUND,
                    FILE_EXISTS,
                    UNREADABLE_MEDIA,
                    MEDIA_TOO_LARGE,
                    UNSUPPORTED_FORMAT,
                    CANCELLED,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    CONFLICT,
                    OVER_QUOTA,
                    TOO_MANY_QUEUED,
                    INSUFFICIENT_FUNDS,
                    OVER_DAY_LIMIT,
                    UNPRICED,
                    TOO_LARGE,
                    INTERNAL -> false;
        };
    }

    static Failure of(ShotwrightException problem) {
        if (problem instanceof VendorException vendors) {
            return vendors.failure();
        }
        var code = switch (problem.code()) {
            case UNREADABLE_MEDIA, MEDIA_TOO_LARGE, UNSUPPORTED_FORMAT -> FailureCode.UNREADABLE_MEDIA;
            case INVALID_VALUE, UNKNOWN_FIELD, MALFORMED_DOCUMENT, REFUSED, FILE_NOT_FOUND, TOO_LARGE ->
                FailureCode.INVALID_REQUEST;
            case UNKNOWN_MODEL, NOT_FOUND -> FailureCode.NOT_FOUND;
            case UNAUTHENTICATED -> FailureCode.AUTHENTICATION;
            case FORBIDDEN -> FailureCode.PERMISSION;
            case TIMED_OUT -> FailureCode.TIMEOUT;
            case OVER_QUOTA, TOO_MANY_QUEUED, OVER_DAY_LIMIT -> FailureCode.RATE_LIMITED;
            case INSUFFICIENT_FUNDS -> FailureCode.INSUFFICIENT_BALANCE;
            case FILE_EXISTS,
                    BROKEN_CHECKPOINT,
                    STORAGE_FAILED,
                    STORAGE_FULL,
                    NETWORK_FAILED,
                    CANCELLED,
                    CONFLICT,
                    UNPRICED,
                    UNAVAILABLE,
                    MODEL_UNAVAILABLE,
                    INTERNAL -> FailureCode.INTERNAL;
        };
        return own(code, String.valueOf(problem.getMessage()));
    }

    static Failure refused(List<Reason> reasons) {
        return own(
                FailureCode.INVALID_REQUEST,
                reasons.stream().map(Reason::toString).collect(Collectors.joining("; ")));
    }

    /** A failure that came about before any vendor was asked, or on this machine. */
    static Failure own(FailureCode code, String message) {
        return new Failure(code, message, Retry.NEVER, Billing.NOT_BILLED, null);
    }
}
