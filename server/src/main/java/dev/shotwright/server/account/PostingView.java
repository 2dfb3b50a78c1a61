package dev.shotwright.server.account;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.ledger.Movement;
import dev.shotwright.jobs.ledger.Posting;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A movement of an account's money. */
public record PostingView(
        String id,
        Movement movement,
        BigDecimal amount,
        @Nullable String video,
        Instant at,
        @Nullable String note) {

    static PostingView of(Posting posting) {
        return new PostingView(
                String.valueOf(posting.id()),
                posting.movement(),
                posting.amount(),
                posting.job() == null ? null : Ids.write(Prefix.JOB, posting.job()),
                posting.at(),
                posting.note());
    }
}
