package dev.shotwright.server.usage;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.ledger.UsageLine;
import dev.shotwright.vocabulary.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was used up. What it is not told apart by is absent.
 *
 * @param jobs how many ended
 * @param tokens video tokens of those that succeeded
 * @param cost what was spent less what was given back
 */
record Line(
        @Nullable LocalDate day,
        @Nullable String account,
        @Nullable String model,
        @Nullable String key,
        @Nullable String endUser,
        @Nullable String campaign,
        long jobs,
        long succeeded,
        long tokens,
        Money cost) {

    static Line of(UsageLine line) {
        return new Line(
                line.day(),
                line.account() == null ? null : Ids.write(Prefix.ACCOUNT, line.account()),
                line.model(),
                line.key() == null ? null : Ids.write(Prefix.KEY, line.key()),
                line.endUser(),
                line.campaign(),
                line.jobs(),
                line.succeeded(),
                line.tokens(),
                line.cost());
    }
}
