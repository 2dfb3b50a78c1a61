package dev.shotwright.server.models;

import dev.shotwright.jobs.account.Account;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.jobs.quota.Offers;
import dev.shotwright.providers.Vendors;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models that can be asked for: those that workers have registered, and those of vendors. A model that is open to invited
 * accounts only is for all others not there.
 */
public final class Catalog {
    /** What a worker must be able to do to ask vendors. */
    public static final String HOSTED = "hosted";

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Workers workers;
    private final Offers offers;
    private final Clock clock;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile @Nullable Shelf shelf;

    Catalog(Workers workers, Offers offers, Clock clock) {
        this.workers = workers;
        this.offers = offers;
        this.clock = clock;
    }

    private record Shelf(Map<String, Listing> listings, Instant until) {}

    /** All models that an account may ask for, in the order of their names. */
    public List<Listing> all(Account account) {
        return listings().values().stream()
                .filter(listing -> isOpen(listing, account))
                .toList();
    }

    /**
     * The model of a name.
     *
     * @param vendor whose own names for models are understood as well
     * @throws ShotwrightException with {@link ErrorCode#UNKNOWN_MODEL}, naming the nearest
     */
    public Listing named(Account account, @Nullable String name, @Nullable String vendor) {
        if (name == null) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, "model", "model is missing; it must be the name of a model");
        }
        var listing = listings().get(name);
        if (listing == null && vendor != null) {
            listing = listings().values().stream()
                    .filter(each -> each.card().vendor().equals(vendor)
                            && each.card().vendorsName().equals(name))
                    .findFirst()
                    .orElse(null);
        }
        if (listing == null || !isOpen(listing, account)) {
            throw unknown(name, all(account));
        }
        return listing;
    }

    /** What a vendor calls a model of its own; the model's name for all others. */
    public String nameFor(String model, String vendor) {
        var listing = listings().get(model);
        return listing != null && listing.card().vendor().equals(vendor)
                ? listing.card().vendorsName()
                : model;
    }

    private boolean isOpen(Listing listing, Account account) {
        return offers.isOpen(listing.card().model(), account.terms());
    }

    private static ShotwrightException unknown(String name, List<Listing> among) {
        var known = among.stream().map(listing -> listing.card().model()).toList();
        var nearest = Nearest.word(name, known);
        return new ShotwrightException(
                ErrorCode.UNKNOWN_MODEL,
                "model",
                "model is '%s'; %saccepted are the models of /api/v1/models"
                        .formatted(name, nearest == null ? "" : "nearest is " + nearest + "; "));
    }

    /** Believes nothing any longer: workers draw with other models than before. */
    void forget() {
        changes.incrementAndGet();
        shelf = null;
    }

    private Map<String, Listing> listings() {
        var seen = changes.get();
        var before = shelf;
        var now = clock.instant();
        if (before != null && now.isBefore(before.until())) {
            return before.listings();
        }
        var listings = new LinkedHashMap<String, Listing>();
        Stream.concat(
                        Vendors.all().stream()
                                .flatMap(vendor -> vendor.cards().stream())
                                .map(card -> new Listing(card, HOSTED, false)),
                        workers.cards().stream()
                                .map(card -> new Listing(card.card().read(), card.capability(), true)))
                .sorted(Comparator.comparing(listing -> listing.card().model()))
                .forEach(listing -> listings.put(listing.card().model(), listing));
        shelf = new Shelf(listings, now.plus(FRESH));
        if (changes.get() != seen) {
            shelf = null;
        }
        return listings;
    }
}
