package dev.shotwright.vocabulary.card;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor runs a model for its users.
 *
 * @param concurrent how many draws may run at once
 * @param clipsLast how long a clip can be fetched
 * @param pollEvery the least time between two questions about the same draw
 * @param cancel which draws can be cancelled
 * @param callback how changes of state are told
 */
public record Service(
        @Nullable Integer requestsPerMinute,
        @Nullable Integer requestsPerDay,
        @Nullable Long tokensPerMinute,
        @Nullable Integer concurrent,
        @Nullable Duration clipsLast,
        @Nullable Duration pollEvery,
        @Nullable CancelKind cancel,
        @Nullable CallbackKind callback) {}
