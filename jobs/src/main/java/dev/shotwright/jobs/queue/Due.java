package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a job costs by the way in which it ended. */
final class Due {
    private static final int DECIMALS = 9;

    private Due() {}

    /**
     * The cost; null where nothing is known of it, as for a job in doubt, or nothing is due.
     *
     * <p>What was used up is priced by the tariff of acceptance. What is due is the same share of what was set aside as that
     * is of the tariff's own quote, and never more than all of it: so it does not matter in which currency, with which
     * surcharge or for which off-peak discount the price was agreed.
     */
    static @Nullable Money of(Document<VideoRequest> request, @Nullable Document<Tariff> tariff, Money held, End end) {
        return switch (end) {
            case End.Succeeded(var _, var usage, var _) -> due(request, tariff, held, usage);
            case End.Failed(var failure, var usage) ->
                billed(failure.billing()) ? due(request, tariff, held, usage) : null;
            case End.Cancelled(var billing, var usage) -> billed(billing) ? due(request, tariff, held, usage) : null;
            case End.InDoubt _, End.Expired _ -> null;
        };
    }

    /** What was proven to be used up. */
    static @Nullable Usage usage(End end) {
        return switch (end) {
            case End.Succeeded(var _, var usage, var _) -> usage;
            case End.Failed(var _, var usage) -> usage;
            case End.Cancelled(var _, var usage) -> usage;
            case End.InDoubt _, End.Expired _ -> null;
        };
    }

    private static boolean billed(Billing billing) {
        return switch (billing) {
            case BILLED -> true;
            case NOT_BILLED, UNKNOWN -> false;
        };
    }

    private static Money due(
            Document<VideoRequest> request, @Nullable Document<Tariff> tariff, Money held, @Nullable Usage usage) {
        if (usage == null || tariff == null || held.amount().signum() == 0) {
            return held;
        }
        var terms = tariff.read();
        var wish = request.read();
        var settled = terms.settled(wish, usage);
        if (settled == null
                || !(terms.quote(wish) instanceof Quote.Priced(var quoted, var _, var _))
                || quoted.amount().signum() == 0) {
            return held;
        }
        var share = settled.amount().divide(quoted.amount(), MathContext.DECIMAL64);
        var due = held.amount().multiply(share).setScale(DECIMALS, RoundingMode.HALF_UP);
        return new Money(due.min(held.amount()), held.currency());
    }
}
