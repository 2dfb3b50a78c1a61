package dev.shotwright.jobs.offpeak;

import dev.shotwright.vocabulary.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen for a draw that may wait, and what that saves.
 *
 * @param begins when it may begin, at the latest
 * @param ends when it will have ended, by what such draws have taken
 * @param saving what it costs less than at once
 * @param options all that was weighed, at once first
 */
public record Plan(
        Choice choice,
        Instant begins,
        Instant ends,
        Money price,
        Money saving,
        @Nullable Instant deadline,
        List<Option> options) {

    public Plan {
        options = List.copyOf(options);
    }

    /**
     * The cheapest option that ends before the deadline, the sooner one of two that cost the same; the one that ends first where
     * none does.
     *
     * @param options at once first
     */
    static Plan of(List<Option> options, @Nullable Instant deadline) {
        var cheapest = Comparator.<Option, BigDecimal>comparing(
                        option -> option.price().amount())
                .thenComparing(Option::ends);
        var chosen = options.stream()
                .filter(option -> deadline == null || !option.ends().isAfter(deadline))
                .min(cheapest)
                .or(() -> options.stream().min(Comparator.comparing(Option::ends)))
                .orElseThrow();
        var atOnce = options.getFirst().price();
        return new Plan(
                chosen.choice(),
                chosen.begins(),
                chosen.ends(),
                chosen.price(),
                new Money(atOnce.amount().subtract(chosen.price().amount()), atOnce.currency()),
                deadline,
                options);
    }
}
