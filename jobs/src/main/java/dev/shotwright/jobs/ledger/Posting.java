package dev.shotwright.jobs.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry of the ledger: one movement of an account's money. */
public record Posting(
        long id,
        UUID account,
        Movement movement,
        BigDecimal amount,
        @Nullable UUID job,
        Instant at,
        @Nullable String note) {}
