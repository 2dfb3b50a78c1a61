package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.Spelled;

/** Why a draw failed, in words that are the same for every model. */
public enum FailureCode implements Spelled {
    INVALID_REQUEST("invalid-request"),
    POLICY_INPUT("policy-input"),
    POLICY_OUTPUT("policy-output"),
    COPYRIGHT("copyright"),
    REAL_PERSON("real-person"),
    AUTHENTICATION("authentication"),
    PERMISSION("permission"),
    INSUFFICIENT_BALANCE("insufficient-balance"),
    NOT_FOUND("not-found"),
    RATE_LIMITED("rate-limited"),
    CONCURRENCY_LIMITED("concurrency-limited"),
    QUOTA_EXHAUSTED("quota-exhausted"),
    OVERLOADED("overloaded"),
    TIMEOUT("timeout"),
    UNREADABLE_MEDIA("unreadable-media"),
    INTERNAL("internal"),
    UNKNOWN("unknown");

    private final String word;

    FailureCode(String word) {
        this.word = word;
    }

    /** Whether the fault lies with what was asked for, and neither with who draws it nor with the account there. */
    public boolean ofTheRequest() {
        return switch (this) {
            case INVALID_REQUEST, POLICY_INPUT, POLICY_OUTPUT, COPYRIGHT, REAL_PERSON, UNREADABLE_MEDIA, NOT_FOUND ->
                true;
            case AUTHENTICATION,
                    PERMISSION,
                    INSUFFICIENT_BALANCE,
                    RATE_LIMITED,
                    CONCURRENCY_LIMITED,
                    QUOTA_EXHAUSTED,
                    OVERLOADED,
                    TIMEOUT,
                    INTERNAL,
                    UNKNOWN -> false;
        };
    }

    @Override
    public String word() {
        return word;
    }
}
