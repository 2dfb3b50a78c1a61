package dev.shotwright.jobs.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a receiver and what became of it.
 *
 * @param webhook absent for the callback address of a request
 * @param job absent for a test
 * @param due when it is sent next; absent once it was taken or given up
 * @param status of the last answer, if there was one
 * @param error why it was not taken the last time
 */
public record Delivery(
        UUID id,
        UUID account,
        @Nullable UUID webhook,
        String address,
        @Nullable UUID job,
        Event event,
        int tries,
        @Nullable Instant due,
        @Nullable Integer status,
        @Nullable String error,
        Instant created,
        @Nullable Instant delivered) {}
