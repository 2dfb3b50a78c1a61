package dev.shotwright.jobs.ledger;

import java.math.BigDecimal;
import java.util.UUID;

/** How a job's hold ended: what was spent of it, and what went back. Both are 0 where it held nothing any more. */
public record Settled(UUID account, UUID job, BigDecimal spent, BigDecimal released) {}
