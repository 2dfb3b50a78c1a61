package dev.shotwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

    @Test
    void what_was_credited_is_always_in_one_of_the_other_purses() {
        var random = new SplittableRandom(1);
        var movements = List.of(Movement.values());
        for (var round = 0; round < 200; round++) {
            var purses = Purses.EMPTY;
            for (var step = 0; step < 50; step++) {
                var movement = movements.get(random.nextInt(movements.size()));
                var amount = amount(random);
                var before = purses;
                purses = purses.after(movement, amount);
                assertThat(purses.credited())
                        .isEqualByComparingTo(
                                purses.available().add(purses.held()).add(purses.spent()));
                for (var purse : Purse.values()) {
                    var moved = purses.of(purse).subtract(before.of(purse));
                    var touched = purse == movement.source() || purse == movement.target();
                    assertThat(moved.abs()).isEqualByComparingTo(touched ? amount : BigDecimal.ZERO);
                }
            }
        }
    }

    @Test
    void no_hold_goes_below_the_floor_or_above_the_cap_of_the_day() {
        var random = new SplittableRandom(2);
        for (var round = 0; round < 300; round++) {
            var credited = amount(random);
            var least = random.nextBoolean() ? amount(random).negate() : BigDecimal.ZERO;
            var limit = random.nextBoolean() ? amount(random) : null;
            var balance = balance(credited, least, limit);
            var now = NOON;
            var heldByDay = new HashMap<LocalDate, BigDecimal>();
            for (var step = 0; step < 40; step++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(300)));
                var amount = BigDecimal.valueOf(random.nextLong(100_000_000_000L), 9);
                var today = LocalDate.ofInstant(now, SHANGHAI);
                var used = heldByDay.getOrDefault(today, BigDecimal.ZERO);
                var covered = balance.purses().available().subtract(amount).compareTo(least) >= 0;
                var allowed = limit == null || used.add(amount).compareTo(limit) <= 0;
                switch (balance.hold(amount, now)) {
                    case Funds.Held(var after) -> {
                        assertThat(covered && allowed).isTrue();
                        assertThat(after.purses().available()).isGreaterThanOrEqualTo(least);
                        balance = after;
                        heldByDay.put(today, used.add(amount));
                    }
                    case Funds.Insufficient(var available, var needed) -> {
                        assertThat(covered).isFalse();
                        assertThat(available)
                                .isEqualByComparingTo(balance.purses().available());
                        assertThat(needed).isEqualByComparingTo(amount);
                    }
                    case Funds.OverDay(var left, var needed, var again) -> {
                        assertThat(allowed).isFalse();
                        assertThat(left.add(used)).isEqualByComparingTo(limit);
                        assertThat(needed).isGreaterThan(left);
                        assertThat(LocalDate.ofInstant(again, SHANGHAI)).isEqualTo(today.plusDays(1));
                        assertThat(LocalDate.ofInstant(again.minusNanos(1), SHANGHAI))
                                .isEqualTo(today);
                    }
                }
            }
        }
    }

    @Test
    void what_costs_nothing_is_held_by_an_account_that_has_nothing() {
        assertThat(balance(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO).hold(BigDecimal.ZERO, NOON))
                .isInstanceOf(Funds.Held.class);
    }

    @Test
    void an_account_that_money_does_not_stop_goes_below_any_floor() {
        var balance = new Balance(
                ACCOUNT, "CNY", Purses.EMPTY, null, new DayCap(SHANGHAI, null, LocalDate.EPOCH, BigDecimal.ZERO));
        assertThat(balance.hold(BigDecimal.TEN, NOON)).isInstanceOf(Funds.Held.class);
        assertThat(balance.needsPrices()).isFalse();
    }

    @Test
    void a_clock_that_goes_back_over_midnight_begins_no_day_anew() {
        var morning = LocalDate.of(2026, 11, 22).atStartOfDay(SHANGHAI).toInstant();
        var first = held(balance(BigDecimal.valueOf(100), BigDecimal.ZERO, BigDecimal.TEN), 6, morning);
        assertThat(first.hold(BigDecimal.valueOf(5), morning.minusSeconds(5))).isInstanceOf(Funds.OverDay.class);
        var second = held(first, 3, morning.minusSeconds(5));
        assertThat(second.hold(BigDecimal.TWO, morning.plusSeconds(1))).isInstanceOf(Funds.OverDay.class);
    }

    private static Balance held(Balance balance, long amount, Instant now) {
        if (balance.hold(BigDecimal.valueOf(amount), now) instanceof Funds.Held(var after)) {
            return after;
        }
        throw new AssertionError("not held");
    }

    @Test
    void a_lost_part_of_the_ninth_decimal_is_held_as_a_whole_one() {
        var balance = balance(BigDecimal.ONE, BigDecimal.ZERO, null);
        if (!(balance.hold(new BigDecimal("0.0000000001"), NOON) instanceof Funds.Held(var after))) {
            throw new AssertionError("not held");
        }
        assertThat(after.purses().held()).isEqualByComparingTo("0.000000001");
    }

    private static Balance balance(BigDecimal credited, BigDecimal least, @Nullable BigDecimal limit) {
        return new Balance(
                ACCOUNT,
                "CNY",
                Purses.EMPTY.after(Movement.CREDIT, credited),
                least,
                new DayCap(SHANGHAI, limit, LocalDate.EPOCH, BigDecimal.ZERO));
    }

    private static BigDecimal amount(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextLong(1, 1_000_000_000_000L), 9);
    }
}
