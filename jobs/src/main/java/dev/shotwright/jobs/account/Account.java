package dev.shotwright.jobs.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as it stands. */
public record Account(
        UUID id,
        AccountTerms terms,
        Instant created,
        @Nullable Instant closed) {}
