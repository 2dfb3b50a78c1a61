package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which usage is asked for.
 *
 * @param account absent for all accounts
 * @param from the first day, of each account's own days
 * @param until the last day
 * @param by what lines are told apart by, in the order in which they are sorted
 */
public record UsageQuestion(@Nullable UUID account, LocalDate from, LocalDate until, List<Dimension> by) {
    private static final int MOST_DAYS = 3660;

    public UsageQuestion {
        by = List.copyOf(by);
        if (until.isBefore(from) || until.isAfter(from.plusDays(MOST_DAYS))) {
            throw ShotwrightException.invalid(
                    "until", until, "%s or later, at most %d days later".formatted(from, MOST_DAYS));
        }
        if (by.stream().distinct().count() != by.size()) {
            throw ShotwrightException.invalid(
                    "by",
                    String.join(", ", by.stream().map(Dimension::word).toList()),
                    "each of %s once".formatted(String.join(", ", Spelled.words(Dimension.class))));
        }
    }
}
