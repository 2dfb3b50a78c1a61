package dev.shotwright.providers.minimax;

import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import java.util.regex.Pattern;

/** MiniMax's own numbers of what went wrong, which both generations tell. */
final class MiniMaxCodes {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\((\\d{4})\\)");

    private MiniMaxCodes() {}

    /** The number that a message ends with in brackets; 0 if there is none. */
    static int in(String message) {
        var matcher = IN_BRACKETS.matcher(message);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** A number, or {@link FailureCode#UNKNOWN} for one that no document names. */
    static FailureCode meaning(int code) {
        return switch (code) {
            case 1002, 1039 -> FailureCode.RATE_LIMITED;
            case 1041 -> FailureCode.CONCURRENCY_LIMITED;
            case 1004, 2049 -> FailureCode.AUTHENTICATION;
            case 1008 -> FailureCode.INSUFFICIENT_BALANCE;
            case 2056 -> FailureCode.QUOTA_EXHAUSTED;
            case 1026 -> FailureCode.POLICY_INPUT;
            case 1027 -> FailureCode.POLICY_OUTPUT;
            case 1042, 2013 -> FailureCode.INVALID_REQUEST;
            case 1001 -> FailureCode.TIMEOUT;
            case 1000, 1013, 1024, 1033 -> FailureCode.INTERNAL;
            default -> FailureCode.UNKNOWN;
        };
    }

    static Failure failure(FailureCode meaning, String message, Billing billing, String raw) {
        return new Failure(meaning, "MiniMax: " + message, retry(meaning), billing, raw);
    }

    private static Retry retry(FailureCode code) {
        return switch (code) {
            case RATE_LIMITED, CONCURRENCY_LIMITED, OVERLOADED, INTERNAL, TIMEOUT, POLICY_OUTPUT -> Retry.SAFE;
            default -> Retry.NEVER;
        };
    }
}
