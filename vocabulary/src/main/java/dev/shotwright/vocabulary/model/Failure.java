package dev.shotwright.vocabulary.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a draw failed.
 *
 * @param message one sentence for the user
 * @param raw the vendor's answer as it came
 */
public record Failure(
        FailureCode code,
        String message,
        Retry retry,
        Billing billing,
        @Nullable String raw) {}
