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

    @Override
    public String word() {
        return word;
    }
}
