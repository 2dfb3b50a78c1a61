package dev.shotwright.jobs.ledger;

import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ExchangeRates;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * What models cost here: versions, each from a date on; a model without any costs what its card says. A version that has begun
 * is never changed. Processes look for new versions every five seconds.
 */
public final class PriceBook {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST_CONVERSIONS = 1000;

    private final Database database;
    private final InstantSource clock;
    private final ExchangeRates rates;
    private final Map<Foreign, Converted> conversions = new ConcurrentHashMap<>();
    private volatile Pages pages = new Pages(Instant.MIN, List.of());

    /** @param rates by which prices become the accounts' currencies */
    public PriceBook(Database database, InstantSource clock, ExchangeRates rates) {
        this.database = database;
        this.clock = clock;
        this.rates = rates;
    }

    /** A tariff, and the currency that it is wanted in. */
    private record Foreign(Tariff tariff, String currency) {}

    /** @param missing the currencies that there is no rate for */
    private record Converted(Tariff tariff, Set<String> missing) {}

    /** All versions, the latest first. */
    private record Pages(Instant read, List<PriceVersion> versions) {}

    /** What a negotiated request costs an account that reckons in a currency, at the prices of now. */
    public Charge charge(ModelCard card, VideoRequest request, String currency) {
        var version = current(card.model());
        var tariff = version == null ? card.tariff() : version.tariff();
        if (conversions.size() > MOST_CONVERSIONS) {
            conversions.clear();
        }
        var converted = conversions.computeIfAbsent(new Foreign(tariff, currency), this::converted);
        if (!converted.missing().isEmpty()) {
            return new Charge.Unknown("there is no exchange rate from %s to %s"
                    .formatted(String.join(", ", converted.missing()), currency));
        }
        return switch (converted.tariff().quote(request)) {
            case Quote.Priced priced ->
                new Charge.Known(
                        priced.atMost().roundedUp(Amounts.DECIMALS),
                        converted.tariff(),
                        version == null ? null : version.since());
            case Quote.Unpriced unpriced -> new Charge.Unknown(unpriced.why());
        };
    }

    private Converted converted(Foreign wanted) {
        var currency = wanted.currency();
        var missing = new TreeSet<String>();
        var tariff = wanted.tariff().repriced(money -> {
            var there =
                    money.amount().signum() == 0 ? new Money(money.amount(), currency) : rates.convert(money, currency);
            if (there == null) {
                missing.add(money.currency());
            }
            return there == null ? money : there;
        });
        return new Converted(tariff, missing);
    }

    /**
     * The same for an account that is stopped by money.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNPRICED}, saying how to set a price
     */
    public Charge.Known known(ModelCard card, VideoRequest request, String currency) {
        return switch (charge(card, request, currency)) {
            case Charge.Known known -> known;
            case Charge.Unknown unknown ->
                throw new ShotwrightException(
                        ErrorCode.UNPRICED,
                        "model",
                        "the price of %s is unknown: %s; accepted is a model whose price is known, or an account without limits of money. A price is set by 'shotwright admin prices set %s'"
                                .formatted(card.model(), unknown.why(), card.model()));
        };
    }

    /**
     * Sets what a model costs from a time on.
     *
     * @param since now or later; now if absent
     * @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE} if the time is past, or {@link ErrorCode#CONFLICT} if a
     *     version begins at that moment already
     */
    public PriceVersion set(String model, @Nullable Instant since, Tariff tariff, @Nullable UUID actor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var begins = since == null ? now : since.truncatedTo(ChronoUnit.MICROS);
        if (begins.isBefore(now)) {
            throw ShotwrightException.invalid(
                    "since", since, now + " or later, since a price never changes what was accepted");
        }
        var version = new PriceVersion(model, begins, tariff);
        try {
            database.transaction(tx -> {
                tx.sql()
                        .sql("insert into price (model, since, tariff) values (?, ?, ?::jsonb)")
                        .params(model, Sql.time(begins), Documents.json().write(tariff))
                        .update();
                AuditTrail.record(tx, now, actor, "price.set", model, Map.of("since", begins, "tariff", tariff));
                return version;
            });
        } catch (DuplicateKeyException taken) {
            throw new ShotwrightException(
                    ErrorCode.CONFLICT,
                    "since",
                    "a price of %s begins at %s already; accepted is another time".formatted(model, begins),
                    taken);
        }
        pages = new Pages(Instant.MIN, List.of());
        return version;
    }

    /** Takes back a version that has not begun; whether there was one. */
    public boolean withdraw(String model, Instant since, @Nullable UUID actor) {
        var now = clock.instant();
        var withdrawn = database.transaction(tx -> {
            var removed = tx.sql()
                            .sql("delete from price where model = ? and since = ? and since > ?")
                            .params(model, Sql.time(since), Sql.time(now))
                            .update()
                    > 0;
            if (removed) {
                AuditTrail.record(tx, now, actor, "price.withdraw", model, Map.of("since", since));
            }
            return removed;
        });
        pages = new Pages(Instant.MIN, List.of());
        return withdrawn;
    }

    /** The versions of a model, the latest first. */
    public List<PriceVersion> versions(String model) {
        return pages().versions().stream()
                .filter(version -> version.model().equals(model))
                .toList();
    }

    private @Nullable PriceVersion current(String model) {
        var now = clock.instant();
        return pages().versions().stream()
                .filter(version ->
                        version.model().equals(model) && !version.since().isAfter(now))
                .findFirst()
                .orElse(null);
    }

    private Pages pages() {
        var known = pages;
        var now = clock.instant();
        if (now.isBefore(known.read()) || known.read().isBefore(now.minus(FRESH))) {
            known = new Pages(
                    now,
                    database.sql()
                            .sql("select * from price order by since desc")
                            .query((row, _) -> version(row))
                            .list());
            pages = known;
        }
        return known;
    }

    private static PriceVersion version(ResultSet row) throws SQLException {
        return new PriceVersion(
                row.getString("model"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Documents.json().read(Tariff.class, row.getString("tariff")));
    }
}
