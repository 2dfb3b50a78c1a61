package dev.shotwright.jobs.quota;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much of a bucket is used up.
 *
 * @param key absent where the account's keys share the bucket
 * @param used 0 for a full bucket, 1 for an empty one, more for a debt; of tokens or of requests, whichever is more
 */
public record Use(UUID account, @Nullable UUID key, String model, double used) {}
