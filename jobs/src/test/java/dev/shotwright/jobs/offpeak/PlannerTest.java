package dev.shotwright.jobs.offpeak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.jobs.ledger.PriceBook;
import dev.shotwright.jobs.queue.RegisteredWorker;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.vocabulary.Hours;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.ExchangeRates;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final VideoRequest REQUEST = Documents.yaml()
            .read(
                    VideoRequest.class,
                    "{model: clouds-1, prompt: a, size: 1280x720, resolution: 720p, fps: 24, duration: 5, tier: flex}");
    private static final Window NIGHT = new Window.Clock(Hours.parse("daily 22:00-06:00 UTC"), new BigDecimal("0.4"));
    private static final Window IDLE = new Window.Idle(Duration.ofHours(10), new BigDecimal("0.7"));

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = test.database();
    private final Ids ids = Ids.secure(clock);
    private final UUID account = new Accounts(database, ids, clock)
            .open(AccountTerms.unlimited("studio", "CNY"), null)
            .id();
    private final Windows windows = new Windows(database, clock);
    private final Planner planner = new Planner(
            database,
            new PriceBook(database, clock, new ExchangeRates(LocalDate.of(2026, 11, 21), null, "CNY", Map.of())),
            windows,
            clock);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void without_a_window_it_is_drawn_at_once() {
        var planned = plan(card("local", ""), null);
        assertThat(planned.plan().choice()).isEqualTo(Choice.AT_ONCE);
        assertThat(planned.plan().begins()).isEqualTo(NOON);
        assertThat(planned.plan().saving()).isEqualTo(Money.parse("0 CNY"));
        assertThat(planned.request().tier()).isEqualTo(Tier.STANDARD);
    }

    @Test
    void the_night_is_waited_for_where_it_ends_before_the_deadline() {
        windows.set("clouds-1", List.of(NIGHT), null);
        var planned = plan(card("local", ""), Instant.parse("2026-11-21T22:30:00Z"));
        assertThat(planned.plan().choice()).isEqualTo(Choice.CLOCK);
        assertThat(planned.plan().begins()).isEqualTo("2026-11-21T22:00:00Z");
        assertThat(planned.plan().ends()).isEqualTo("2026-11-21T22:30:00Z");
        assertThat(planned.plan().price()).isEqualTo(Money.parse("2 CNY"));
        assertThat(planned.plan().saving()).isEqualTo(Money.parse("3 CNY"));
        assertThat(planned.charge().atMost()).isEqualTo(Money.parse("2 CNY"));
        assertThat(planned.charge()
                        .tariff()
                        .settled(planned.request(), new Usage(null, Duration.ofSeconds(4), null, null)))
                .isEqualTo(Money.parse("1.6 CNY"));
    }

    @Test
    void a_deadline_before_the_night_is_met_at_the_full_price() {
        windows.set("clouds-1", List.of(NIGHT), null);
        var planned = plan(card("local", ""), Instant.parse("2026-11-21T22:29:59Z"));
        assertThat(planned.plan().choice()).isEqualTo(Choice.AT_ONCE);
        assertThat(planned.plan().options()).extracting(Option::choice).containsExactly(Choice.AT_ONCE, Choice.CLOCK);
    }

    @Test
    void a_vendors_terms_are_taken_where_their_longest_wait_ends_before_the_deadline() {
        var card = card("ark", "tiers: {standard: {}, flex: {within: 172800, priceFactor: 0.5}},");
        var planned = plan(card, NOON.plus(Duration.ofDays(2)));
        assertThat(planned.plan().choice()).isEqualTo(Choice.VENDOR);
        assertThat(planned.plan().price()).isEqualTo(Money.parse("2.5 CNY"));
        assertThat(planned.request().tier()).isEqualTo(Tier.FLEX);
        assertThat(plan(card, NOON.plus(Duration.ofHours(47))).plan().choice()).isEqualTo(Choice.AT_ONCE);
    }

    @Test
    void the_cheapest_of_several_is_chosen() {
        var card = card("ark", "tiers: {standard: {}, flex: {within: 172800, priceFactor: 0.5}},");
        windows.set("clouds-1", List.of(NIGHT), null);
        assertThat(plan(card, null).plan().choice()).isEqualTo(Choice.CLOCK);
    }

    @Test
    void idle_local_workers_draw_at_once_for_less() {
        windows.set("clouds-1", List.of(IDLE), null);
        worker(2);
        var planned = plan(card("local", ""), null);
        assertThat(planned.plan().choice()).isEqualTo(Choice.IDLE);
        assertThat(planned.plan().begins()).isEqualTo(NOON);
        assertThat(planned.plan().price()).isEqualTo(Money.parse("3.5 CNY"));
    }

    @Test
    void busy_local_workers_are_waited_for_until_the_deadline_would_be_missed() {
        windows.set("clouds-1", List.of(IDLE), null);
        worker(1);
        job(1, null, NOON);
        var free = plan(card("local", ""), null).plan();
        assertThat(free.choice()).isEqualTo(Choice.IDLE);
        assertThat(free.begins()).isEqualTo(NOON.plus(Duration.ofHours(10)));
        var bound = plan(card("local", ""), NOON.plus(Duration.ofHours(3))).plan();
        assertThat(bound.begins()).isEqualTo(NOON.plus(Duration.ofMinutes(150)));
        assertThat(bound.ends()).isEqualTo(NOON.plus(Duration.ofHours(3)));
    }

    @Test
    void a_hosted_model_never_waits_for_idle_local_workers() {
        windows.set("clouds-1", List.of(IDLE), null);
        assertThat(plan(card("ark", ""), null).plan().choice()).isEqualTo(Choice.AT_ONCE);
    }

    @Test
    void the_time_that_draws_have_taken_decides_what_ends_in_time() {
        windows.set("clouds-1", List.of(NIGHT), null);
        for (var i = 0; i < 20; i++) {
            ended(Duration.ofMinutes(2));
        }
        var planned = plan(card("local", ""), Instant.parse("2026-11-21T22:05:00Z"));
        assertThat(planned.plan().choice()).isEqualTo(Choice.CLOCK);
        assertThat(planned.plan().ends()).isBefore(Instant.parse("2026-11-21T22:03:00Z"));
    }

    @Test
    void a_request_without_a_price_cannot_be_weighed() {
        var request = REQUEST.toBuilder().resolution(null).build();
        var card = Documents.yaml()
                .read(ModelCard.class, Documents.yaml().write(card("local", "")).replace("1 CNY", "1 EUR"));
        assertThat(planner.plan(card, "clouds-1", request, "CNY")).isNull();
    }

    @Test
    void a_card_without_a_flex_tier_is_asked_for_the_standard_one() {
        assertThat(planner.negotiable(card("local", ""), REQUEST).tier()).isEqualTo(Tier.STANDARD);
        var card = card("ark", "tiers: {standard: {}, flex: {}},");
        assertThat(planner.negotiable(card, REQUEST).tier()).isEqualTo(Tier.FLEX);
    }

    @Test
    void a_plan_is_read_as_it_was_stored() {
        windows.set("clouds-1", List.of(NIGHT, IDLE), null);
        var plan = plan(card("local", ""), NOON.plus(Duration.ofDays(1))).plan();
        var text = Documents.json().write(plan);
        assertThat(Documents.json().read(Plan.class, text)).isEqualTo(plan);
        assertThat(text).startsWith("{\"choice\":\"clock\"");
        assertThat(windows.of("clouds-1")).containsExactly(NIGHT, IDLE);
    }

    @Test
    void no_option_that_meets_the_deadline_is_cheaper_than_the_chosen_one() {
        var random = new SplittableRandom(7);
        for (var round = 0; round < 2000; round++) {
            var options = new ArrayList<Option>();
            for (var i = random.nextInt(1, 6); i > 0; i--) {
                var begins = NOON.plusSeconds(random.nextInt(100));
                options.add(new Option(
                        Choice.CLOCK,
                        begins,
                        begins.plusSeconds(random.nextInt(1, 100)),
                        new Money(BigDecimal.valueOf(random.nextInt(1, 6)), "CNY")));
            }
            var deadline = random.nextInt(4) == 0 ? null : NOON.plusSeconds(random.nextInt(200));
            var plan = Plan.of(options, deadline);
            var inTime = options.stream()
                    .filter(option -> deadline == null || !option.ends().isAfter(deadline))
                    .toList();
            if (inTime.isEmpty()) {
                assertThat(options)
                        .allSatisfy(option -> assertThat(option.ends()).isAfterOrEqualTo(plan.ends()));
            } else {
                assertThat(inTime)
                        .allSatisfy(option -> assertThat(option.price().amount())
                                .isGreaterThanOrEqualTo(plan.price().amount()));
                assertThat(deadline == null || !plan.ends().isAfter(deadline)).isTrue();
            }
            assertThat(plan.price().plus(plan.saving()))
                    .isEqualTo(options.getFirst().price());
        }
    }

    @Test
    void jobs_that_wait_for_idle_workers_begin_when_there_are_free_slots() {
        var idle = new IdleTime(database, clock);
        var later = NOON.plus(Duration.ofHours(5));
        var first = job(0, "{\"choice\":\"idle\"}", later);
        var second = job(0, "{\"choice\":\"idle\"}", later);
        var third = job(0, "{\"choice\":\"idle\"}", later);
        var night = job(0, "{\"choice\":\"clock\"}", later);
        assertThat(idle.use()).isZero();
        worker(3);
        var queued = job(1, null, NOON);
        assertThat(idle.use()).isEqualTo(2);
        assertThat(due()).containsExactly(first, second, queued);
        assertThat(idle.use()).isZero();
        database.sql().sql("update worker set seen = seen - interval '61 s'").update();
        worker(4);
        assertThat(idle.use()).isEqualTo(1);
        assertThat(due()).containsExactly(first, second, third, queued).doesNotContain(night);
    }

    private List<UUID> due() {
        return database.sql()
                .sql("select id from job where not_before <= ? order by seq")
                .param(Sql.time(now.get()))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private Planner.Planned plan(ModelCard card, @Nullable Instant deadline) {
        return Objects.requireNonNull(planner.plan(
                card, "clouds-1", REQUEST.toBuilder().deadline(deadline).build(), "CNY"));
    }

    private static ModelCard card(String vendor, String tiers) {
        return Documents.yaml().read(ModelCard.class, """
            model: clouds-1
            title: Clouds
            vendor: %s
            sources: []
            checked: 2026-11-21
            limits:
              sizes: {type: table, usual: 1280x720, rows: {720p: {16:9: 1280x720}}}
              lengths: {type: range, shortest: 1, longest: 10, step: 1, usual: 5}
              fps: {type: choice, rates: [24], usual: 24}
            modes: [{operation: text-to-video}]
            tariff: {asOf: 2026-11-21, %s prices: [{price: 1 CNY, per: second}]}
            """.formatted(vendor, tiers));
    }

    private void worker(int slots) {
        new Workers(database)
                .register(
                        new RegisteredWorker(
                                ids.next(),
                                "w",
                                NOON,
                                NOON,
                                Map.of("clouds-1", slots),
                                1,
                                1,
                                0,
                                List.of("cpu"),
                                "1",
                                false),
                        List.of());
    }

    private void ended(Duration took) {
        var job = job(3, null, NOON);
        database.sql()
                .sql("update job set started = ?, ended = ? where id = ?")
                .params(Sql.time(NOON.minus(took)), Sql.time(NOON), job)
                .update();
    }

    private UUID job(int state, @Nullable String plan, Instant notBefore) {
        var job = ids.next();
        database.sql()
                .sql("""
                    insert into job (id, account, key, dialect, class, model, state, not_before, request, plan, currency, held,
                                     tokens, created)
                    values (:id, :account, :account, 'native', 'clouds-1', 'clouds-1', :state, :before, '{}', :plan::jsonb, 'CNY',
                            0, 1, :now)\
                    """)
                .param("id", job)
                .param("account", account)
                .param("state", state)
                .param("before", Sql.time(notBefore))
                .param("plan", plan)
                .param("now", Sql.time(now.get()))
                .update();
        return job;
    }
}
