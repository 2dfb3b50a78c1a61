package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was used up. What it is not told apart by is absent; so is what a job did not say, and what is no longer known of a job
 * that was deleted.
 *
 * @param jobs how many ended
 * @param tokens video tokens of those that succeeded
 * @param cost what was spent less what was given back, exact
 */
public record UsageLine(
        @Nullable LocalDate day,
        @Nullable UUID account,
        @Nullable String model,
        @Nullable UUID key,
        @Nullable String endUser,
        @Nullable String campaign,
        long jobs,
        long succeeded,
        long tokens,
        Money cost) {}
