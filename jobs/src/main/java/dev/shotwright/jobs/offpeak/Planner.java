package dev.shotwright.jobs.offpeak;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.ledger.Charge;
import dev.shotwright.jobs.ledger.PriceBook;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Picks for a request of tier {@code flex} the cheapest of what is there: at once, the vendor's own flex terms, the hours of a
 * window, idle local workers.
 *
 * <p>A card without a flex tier refuses the word, though there may be windows: let {@link #negotiable} go before the
 * negotiation, and {@link #plan} after it.
 */
public final class Planner {
    private static final String LOCAL = "local";

    private final PriceBook prices;
    private final Windows windows;
    private final Loads loads;
    private final InstantSource clock;

    public Planner(Database database, PriceBook prices, Windows windows, InstantSource clock) {
        this.prices = prices;
        this.windows = windows;
        this.loads = new Loads(database, clock);
        this.clock = clock;
    }

    /**
     * What is chosen for a request.
     *
     * @param request with the tier in which it is to be drawn
     * @param charge by which it is held and settled
     */
    public record Planned(Plan plan, VideoRequest request, Charge.Known charge) {}

    /** A wish for tier {@code flex} in the words that a card knows. */
    public VideoRequest negotiable(ModelCard card, VideoRequest wish) {
        return wish.tier() == Tier.FLEX && !card.tariff().tiers().containsKey(Tier.FLEX)
                ? wish.toBuilder().tier(Tier.STANDARD).build()
                : wish;
    }

    /**
     * Plans a negotiated request whose owner wished for tier {@code flex}.
     *
     * @param capability what a worker must be able to do
     * @param currency that of the account
     * @return null where no price is known, so that nothing can be weighed
     */
    public @Nullable Planned plan(ModelCard card, String capability, VideoRequest request, String currency) {
        var standard = request.toBuilder().tier(Tier.STANDARD).build();
        if (!(prices.charge(card, standard, currency) instanceof Charge.Known known)) {
            return null;
        }
        var now = clock.instant();
        var load = loads.of(capability, card.model());
        var ways = new ArrayList<Way>();
        var soon = now.plus(load.delay());
        ways.add(new Way(new Option(Choice.AT_ONCE, now, soon.plus(load.pace()), known.atMost()), standard, known));
        addVendors(ways, card, request, currency, now, load);
        for (var window : windows.of(card.model())) {
            var charge = known.times(window.factor());
            switch (window) {
                case Window.Clock(var hours, var _) -> {
                    var begins = hours.nextOpen(now);
                    var ends = (begins.isAfter(soon) ? begins : soon).plus(load.pace());
                    ways.add(new Way(new Option(Choice.CLOCK, begins, ends, charge.atMost()), standard, charge));
                }
                case Window.Idle(var within, var _) -> {
                    if (card.vendor().equals(LOCAL)) {
                        var begins = load.idle() ? now : latest(now.plus(within), request.deadline(), load);
                        if (!begins.isBefore(now)) {
                            ways.add(new Way(
                                    new Option(Choice.IDLE, begins, begins.plus(load.pace()), charge.atMost()),
                                    standard,
                                    charge));
                        }
                    }
                }
            }
        }
        var plan = Plan.of(ways.stream().map(Way::option).toList(), request.deadline());
        var chosen = ways.stream()
                .filter(way -> way.option().choice() == plan.choice()
                        && way.option().begins().equals(plan.begins())
                        && way.option().price().equals(plan.price()))
                .findFirst()
                .orElseThrow();
        return new Planned(plan, chosen.request(), chosen.charge());
    }

    private record Way(Option option, VideoRequest request, Charge.Known charge) {}

    private void addVendors(
            List<Way> ways, ModelCard card, VideoRequest request, String currency, Instant now, Load load) {
        var terms = card.tariff().tiers().get(Tier.FLEX);
        if (terms == null) {
            return;
        }
        var flex = request.toBuilder().tier(Tier.FLEX).build();
        if (prices.charge(card, flex, currency) instanceof Charge.Known charge) {
            var ends = now.plus(Objects.requireNonNullElse(terms.within(), load.pace()));
            ways.add(new Way(new Option(Choice.VENDOR, now, ends, charge.atMost()), flex, charge));
        }
    }

    /** The last moment to begin something that waits for idle workers. */
    private static Instant latest(Instant patience, @Nullable Instant deadline, Load load) {
        var latest = deadline == null ? patience : deadline.minus(load.pace());
        return latest.isBefore(patience) ? latest : patience;
    }
}
