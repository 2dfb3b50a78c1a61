package dev.shotwright.jobs.quota;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A limit that was agreed on.
 *
 * @param key absent where it holds for each key of the account, or for all together where they share a pool
 * @param model a model, or {@link Quotas#ANY_MODEL}
 */
public record AgreedLimit(UUID account, @Nullable UUID key, String model, Limit limit) {}
