package dev.shotwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ExchangeRates;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriceBookTest {
    private static final ModelCard CARD = Documents.yaml().read(ModelCard.class, """
        model: clouds-1
        title: Clouds
        vendor: local
        sources: []
        checked: 2026-11-21
        limits:
          sizes: {type: table, usual: 1280x720, rows: {720p: {16:9: 1280x720}}}
          lengths: {type: range, shortest: 1, longest: 10, step: 1, usual: 5}
          fps: {type: choice, rates: [24], usual: 24}
        modes: [{operation: text-to-video}]
        tariff:
          asOf: 2026-11-21
          prices: [{price: 0.6 CNY, per: second, resolutions: [720p]}]
        """);
    private static final VideoRequest REQUEST = Documents.yaml()
            .read(
                    VideoRequest.class,
                    "{model: clouds-1, prompt: a, size: 1280x720, resolution: 720p, fps: 24, duration: 5}");
    private static final VideoRequest UNPRICED =
            REQUEST.toBuilder().resolution(null).build();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final TestDatabase test = TestDatabase.fresh();
    private final PriceBook prices = new PriceBook(
            test.database(),
            clock,
            new ExchangeRates(LocalDate.of(2026, 11, 21), null, "CNY", Map.of("USD", new BigDecimal("0.14"))));

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_model_without_a_version_costs_what_its_card_says() {
        assertThat(prices.known(CARD, REQUEST, "CNY")).satisfies(charge -> {
            assertThat(charge.atMost()).isEqualTo(Money.parse("3 CNY"));
            assertThat(charge.since()).isNull();
        });
    }

    @Test
    void a_version_holds_from_its_date_to_that_of_the_next() {
        prices.set("clouds-1", Instant.parse("2026-12-01T00:00:00Z"), tariff("0.5"), null);
        prices.set("clouds-1", Instant.parse("2027-01-01T00:00:00Z"), tariff("0.9"), null);
        assertThat(prices.known(CARD, REQUEST, "CNY").atMost()).isEqualTo(Money.parse("3 CNY"));
        now.set(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(prices.known(CARD, REQUEST, "CNY").atMost()).isEqualTo(Money.parse("2.5 CNY"));
        now.set(Instant.parse("2026-12-31T23:59:59.999999Z"));
        assertThat(prices.known(CARD, REQUEST, "CNY").atMost()).isEqualTo(Money.parse("2.5 CNY"));
        now.set(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(prices.known(CARD, REQUEST, "CNY").atMost()).isEqualTo(Money.parse("4.5 CNY"));
        assertThat(prices.versions("clouds-1"))
                .extracting(version -> version.since().toString())
                .containsExactly("2027-01-01T00:00:00Z", "2026-12-01T00:00:00Z");
    }

    @Test
    void a_version_never_begins_in_the_past_and_never_changes() {
        assertThatThrownBy(() -> prices.set("clouds-1", now.get().minusSeconds(1), tariff("1"), null))
                .hasMessageStartingWith("since is 2026-11-21T09:59:59Z; accepted is 2026-11-21T10:00:00Z or later");
        prices.set("clouds-1", null, tariff("1"), null);
        assertThatThrownBy(() -> prices.set("clouds-1", null, tariff("2"), null))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.CONFLICT);
        assertThat(prices.withdraw("clouds-1", now.get(), null)).isFalse();
        var later = now.get().plusSeconds(60);
        prices.set("clouds-1", later, tariff("2"), null);
        assertThat(prices.withdraw("clouds-1", later, null)).isTrue();
        assertThat(prices.versions("clouds-1")).hasSize(1);
    }

    @Test
    void another_process_sees_a_version_within_five_seconds() {
        var other = new PriceBook(
                test.database(), clock, new ExchangeRates(LocalDate.of(2026, 11, 21), null, "CNY", Map.of()));
        assertThat(other.known(CARD, REQUEST, "CNY").atMost()).isEqualTo(Money.parse("3 CNY"));
        prices.set("clouds-1", null, tariff("1"), null);
        now.updateAndGet(time -> time.plus(Duration.ofMillis(5001)));
        assertThat(other.known(CARD, REQUEST, "CNY").atMost()).isEqualTo(Money.parse("5 CNY"));
    }

    @Test
    void a_price_in_another_currency_is_held_and_settled_at_the_rate_of_its_acceptance() {
        var charge = prices.known(CARD, REQUEST, "USD");
        assertThat(charge.atMost()).isEqualTo(Money.parse("0.42 USD"));
        assertThat(charge.tariff().settled(REQUEST, new Usage(null, Duration.ofSeconds(4), null, null)))
                .isEqualTo(Money.parse("0.336 USD"));
    }

    @Test
    void a_job_keeps_the_price_at_which_it_was_accepted() {
        var accepted = prices.known(CARD, REQUEST, "CNY");
        prices.set("clouds-1", null, tariff("100"), null);
        var kept = Documents.json().read(Tariff.class, Documents.json().write(accepted.tariff()));
        assertThat(kept.settled(REQUEST, new Usage(null, Duration.ofSeconds(5), null, null)))
                .isEqualTo(Money.parse("3 CNY"));
    }

    @Test
    void a_part_of_a_price_is_held_and_settled_alike() {
        var half = prices.known(CARD, REQUEST, "CNY").times(new BigDecimal("0.5"));
        assertThat(half.atMost()).isEqualTo(Money.parse("1.5 CNY"));
        assertThat(half.tariff().settled(REQUEST, new Usage(null, Duration.ofSeconds(5), null, null)))
                .isEqualTo(Money.parse("1.5 CNY"));
    }

    @Test
    void an_unknown_price_is_refused_where_money_is_counted_and_the_answer_says_how_to_set_one() {
        assertThat(prices.charge(CARD, UNPRICED, "CNY")).isInstanceOf(Charge.Unknown.class);
        assertThatThrownBy(() -> prices.known(CARD, UNPRICED, "CNY"))
                .hasMessageContaining("the price of clouds-1 is unknown: the card has no price for such a request")
                .hasMessageContaining("shotwright admin prices set clouds-1")
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.UNPRICED);
        assertThat(prices.charge(CARD, REQUEST, "EUR"))
                .isEqualTo(new Charge.Unknown("there is no exchange rate from CNY to EUR"));
    }

    @Test
    void what_costs_nothing_costs_nothing_in_any_currency() {
        prices.set("clouds-1", null, tariff("0"), null);
        assertThat(prices.known(CARD, REQUEST, "EUR").atMost()).isEqualTo(Money.parse("0 EUR"));
    }

    private static Tariff tariff(String perSecond) {
        return Documents.yaml()
                .read(Tariff.class, "{asOf: 2026-11-21, prices: [{price: %s CNY, per: second}]}".formatted(perSecond));
    }
}
