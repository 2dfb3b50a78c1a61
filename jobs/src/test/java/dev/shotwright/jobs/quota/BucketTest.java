package dev.shotwright.jobs.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shotwright.vocabulary.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Limit PLAIN = limit(600L, null, 1.0, List.of());

    @Test
    void eight_hundred_thousand_tokens_a_minute_hold_where_nothing_is_agreed() {
        var bucket = Bucket.full(Limit.STANDARD, MONDAY);
        var taken = granted(bucket.take(new Demand(800_000, 1), Limit.STANDARD, MONDAY));
        assertThat(taken.left()).isEqualTo(new Ration.Left(800_000L, 800_000L, null, null));
        var later = later(taken.after().take(new Demand(400_000, 1), Limit.STANDARD, MONDAY));
        assertThat(later.at()).isEqualTo(MONDAY.plusSeconds(30));
        assertThat(later.left().tokens()).isEqualTo(0);
    }

    @Test
    void a_demand_larger_than_the_bucket_enters_on_a_full_bucket_and_leaves_a_debt() {
        var debt = granted(Bucket.full(PLAIN, MONDAY).take(new Demand(1500, 1), PLAIN, MONDAY))
                .after();
        assertThat(debt.tokens()).isEqualTo(-900);
        var next = later(debt.take(new Demand(1, 1), PLAIN, MONDAY));
        assertThat(Duration.between(MONDAY, next.at())).isCloseTo(Duration.ofMillis(90_100), Duration.ofMillis(2));
        var another = later(debt.take(new Demand(5000, 1), PLAIN, MONDAY));
        assertThat(another.at()).isEqualTo(MONDAY.plusSeconds(150));
    }

    @Test
    void those_who_wait_are_let_in_one_behind_the_other() {
        var bucket = granted(Bucket.full(PLAIN, MONDAY).take(new Demand(600, 1), PLAIN, MONDAY))
                .after();
        var times = new ArrayList<Instant>();
        for (var i = 0; i < 4; i++) {
            var later = later(bucket.take(new Demand(300, 1), PLAIN, MONDAY));
            times.add(later.at());
            bucket = later.after();
        }
        assertThat(times)
                .containsExactly(
                        MONDAY.plusSeconds(30),
                        MONDAY.plusSeconds(60),
                        MONDAY.plusSeconds(90),
                        MONDAY.plusSeconds(120));
    }

    @Test
    void a_burst_of_three_minutes_may_be_saved_up() {
        var limit = limit(600L, null, 3.0, List.of());
        var bucket = granted(Bucket.full(limit, MONDAY).take(new Demand(1800, 1), limit, MONDAY))
                .after();
        assertThat(later(bucket.take(new Demand(600, 1), limit, MONDAY)).at()).isEqualTo(MONDAY.plusSeconds(60));
        assertThat(granted(bucket.take(new Demand(1800, 1), limit, MONDAY.plusSeconds(180)))
                        .left()
                        .tokens())
                .isEqualTo(1800);
    }

    @Test
    void a_raise_holds_in_its_hours_alone() {
        var limit = limit(600L, null, 1.0, List.of(raise("mon-fri 07:30-09:30 Asia/Shanghai", 6000L, null)));
        var before = Instant.parse("2026-11-22T23:29:00Z");
        var within = Instant.parse("2026-11-22T23:31:00Z");
        var after = Instant.parse("2026-11-23T01:30:00Z");
        var empty = new Bucket(0, 0, before);
        assertThat(empty.take(new Demand(0, 0), limit, before.plusSeconds(30)))
                .isEqualTo(new Ration.Granted(
                        new Bucket(300, 0, before.plusSeconds(30)), new Ration.Left(600L, 300L, null, null)));
        assertThat(granted(empty.take(new Demand(6000, 0), limit, within)).left())
                .isEqualTo(new Ration.Left(6000L, 6000L, null, null));
        assertThat(granted(new Bucket(6000, 0, within).take(new Demand(600, 0), limit, after))
                        .after()
                        .tokens())
                .isEqualTo(0);
    }

    @Test
    void who_waits_into_a_raise_waits_less() {
        var limit = limit(600L, null, 1.0, List.of(raise("daily 10:00-11:00 UTC", 6000L, null)));
        var start = Instant.parse("2026-11-23T09:59:30Z");
        var later = later(new Bucket(-2700, 0, start).take(new Demand(600, 0), limit, start));
        assertThat(later.at()).isEqualTo(Instant.parse("2026-11-23T10:00:30Z"));
    }

    @Test
    void requests_are_counted_beside_tokens() {
        var limit = limit(600L, 2L, 1.0, List.of());
        var bucket = Bucket.full(limit, MONDAY);
        bucket = granted(bucket.take(new Demand(1, 1), limit, MONDAY)).after();
        bucket = granted(bucket.take(new Demand(1, 1), limit, MONDAY)).after();
        var later = later(bucket.take(new Demand(1, 1), limit, MONDAY));
        assertThat(later.at()).isEqualTo(MONDAY.plusSeconds(30));
        assertThat(later.left()).isEqualTo(new Ration.Left(600L, 598L, 2L, 0L));
    }

    @Test
    void a_limit_of_nothing_lets_nothing_in() {
        var closed = limit(0L, null, 1.0, List.of());
        assertThat(Bucket.full(closed, MONDAY).take(new Demand(1, 1), closed, MONDAY))
                .isEqualTo(new Ration.Never(new Ration.Left(0L, 0L, null, null)));
        var mornings = limit(0L, null, 1.0, List.of(raise("mon 08:00-09:00 UTC", 600L, null)));
        assertThat(later(Bucket.full(mornings, MONDAY).take(new Demand(1, 1), mornings, MONDAY))
                        .at())
                .isAfterOrEqualTo(Instant.parse("2026-11-23T08:00:00Z"))
                .isBefore(Instant.parse("2026-11-23T08:00:01Z"));
    }

    @Test
    void a_clock_that_goes_back_fills_nothing() {
        var bucket = new Bucket(100, 0, MONDAY);
        var taken = granted(bucket.take(new Demand(50, 0), PLAIN, MONDAY.minusSeconds(600)));
        assertThat(taken.after()).isEqualTo(new Bucket(50, 0, MONDAY));
    }

    @Test
    void over_any_time_no_more_enters_than_the_rate_and_one_bucket_and_one_demand() {
        var random = new SplittableRandom(4);
        for (var round = 0; round < 300; round++) {
            var perMinute = random.nextLong(1, 10_000);
            var burst = random.nextInt(1, 5) * 0.5;
            var limit = limit(perMinute, null, burst, List.of());
            var start = MONDAY.plusSeconds(random.nextInt(86_400));
            var now = start;
            var bucket = Bucket.full(limit, now);
            var most = perMinute * burst;
            var taken = 0L;
            var largest = 0L;
            for (var step = 0; step < 60; step++) {
                now = now.plusMillis(random.nextInt(60_000));
                var demand = new Demand(random.nextLong(1, 3 * perMinute + 1), 1);
                if (bucket.take(demand, limit, now) instanceof Ration.Granted(var after, var _)) {
                    bucket = after;
                    taken += demand.tokens();
                    largest = Math.max(largest, demand.tokens());
                }
                var minutes = Duration.between(start, now).toMillis() / 60_000.0;
                assertThat((double) taken).isLessThanOrEqualTo(most + perMinute * minutes + largest + 1e-3);
            }
        }
    }

    @Test
    void the_moment_that_is_told_is_the_first_at_which_the_demand_enters() {
        var random = new SplittableRandom(5);
        for (var round = 0; round < 500; round++) {
            var raises = new ArrayList<Raise>();
            for (var i = random.nextInt(3); i > 0; i--) {
                var hour = random.nextInt(22);
                raises.add(raise(
                        "daily %02d:00-%02d:30 UTC".formatted(hour, hour + random.nextInt(2)),
                        random.nextLong(1, 100_000),
                        random.nextBoolean() ? random.nextLong(1, 100) : null));
            }
            var limit = limit(
                    random.nextLong(1, 50_000),
                    random.nextBoolean() ? null : random.nextLong(1, 60),
                    1.0 + random.nextInt(3),
                    raises);
            var now = MONDAY.plusSeconds(random.nextInt(7 * 86_400));
            var bucket = new Bucket(
                    random.nextDouble(-200_000, 100_000),
                    random.nextDouble(-10, 10),
                    now.minusSeconds(random.nextInt(100)));
            var demand = new Demand(random.nextLong(1, 200_000), 1);
            if (bucket.take(demand, limit, now) instanceof Ration.Later(var at, var _, var _)) {
                assertThat(bucket.take(demand, limit, at)).isInstanceOf(Ration.Granted.class);
                if (at.minusMillis(20).isAfter(now)) {
                    assertThat(bucket.take(demand, limit, at.minusMillis(20))).isInstanceOf(Ration.Later.class);
                }
            }
        }
    }

    @Test
    void asking_often_or_seldom_fills_the_same() {
        var random = new SplittableRandom(6);
        var limit = limit(
                1000L,
                null,
                2.0,
                List.of(raise("daily 06:00-07:00 UTC", 5000L, null), raise("tue 06:30-12:00 UTC", 9000L, null)));
        for (var round = 0; round < 200; round++) {
            var start = MONDAY.plusSeconds(random.nextInt(3 * 86_400));
            var seldom = new Bucket(random.nextDouble(-50_000, 2000), 0, start);
            var often = seldom;
            var now = start;
            for (var step = 0; step < 30; step++) {
                now = now.plusSeconds(random.nextInt(1200));
                often = granted(often.take(new Demand(0, 0), limit, now)).after();
            }
            assertThat(granted(seldom.take(new Demand(0, 0), limit, now))
                            .after()
                            .tokens())
                    .isCloseTo(often.tokens(), within(1e-3));
        }
    }

    private static Raise raise(String hours, @Nullable Long tokens, @Nullable Long requests) {
        return new Raise(Hours.parse(hours), tokens, requests);
    }

    private static Limit limit(
            @Nullable Long tokens, @Nullable Long requests, @Nullable Double burst, List<Raise> raises) {
        return new Limit(tokens, requests, burst, raises);
    }

    private static Ration.Granted granted(Ration ration) {
        assertThat(ration).isInstanceOf(Ration.Granted.class);
        return (Ration.Granted) ration;
    }

    private static Ration.Later later(Ration ration) {
        assertThat(ration).isInstanceOf(Ration.Later.class);
        return (Ration.Later) ration;
    }
}
