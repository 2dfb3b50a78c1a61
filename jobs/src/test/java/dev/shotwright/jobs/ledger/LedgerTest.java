package dev.shotwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Pool;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = test.database();
    private final Ids ids = Ids.secure(clock);
    private final Accounts accounts = new Accounts(database, ids, clock);
    private final Cashier cashier = new Cashier(database, clock);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_kept_balance_is_the_sum_of_its_postings_whatever_happens() {
        var random = new SplittableRandom(20261121);
        var all = List.of(account("a", "0", null), account("b", "-50", null), account("c", "0", "200"));
        var open = new HashMap<UUID, Hold>();
        var spent = new HashMap<UUID, BigDecimal>();
        var owners = new HashMap<UUID, UUID>();
        for (var step = 0; step < 250; step++) {
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(random.nextInt(200))));
            switch (random.nextInt(5)) {
                case 0 -> cashier.credit(all.get(random.nextInt(3)), money(random), null, null);
                case 1 -> {
                    var account = all.get(random.nextInt(3));
                    var amount = money(random);
                    if (cashier.balance(account).covers(amount.amount())) {
                        cashier.debit(account, amount, "out", null);
                    } else {
                        assertThatThrownBy(() -> cashier.debit(account, amount, null, null))
                                .extracting(fault -> ((ShotwrightException) fault).code())
                                .isEqualTo(ErrorCode.INSUFFICIENT_FUNDS);
                    }
                }
                case 2 ->
                    hold(all, random).forEach(hold -> {
                        open.put(hold.job(), hold);
                        owners.put(hold.job(), hold.account());
                    });
                case 3 -> {
                    var ending =
                            open.values().stream().limit(random.nextInt(1, 6)).toList();
                    var settlements = ending.stream()
                            .map(hold -> new Settlement(
                                    hold.account(),
                                    hold.job(),
                                    random.nextInt(3) == 0
                                            ? BigDecimal.ZERO
                                            : BigDecimal.valueOf(random.nextLong(50_000_000_000L), 9)))
                            .toList();
                    var settled = database.transaction(tx -> Ledger.settle(tx, settlements, now.get()));
                    assertThat(settled).hasSameSizeAs(ending);
                    for (var one : settled) {
                        var hold = Objects.requireNonNull(open.remove(one.job()));
                        assertThat(one.spent().add(one.released())).isEqualByComparingTo(hold.amount());
                        spent.put(one.job(), one.spent());
                    }
                }
                default -> {
                    var job = spent.keySet().stream().findFirst().orElse(null);
                    if (job != null) {
                        var left = Objects.requireNonNull(spent.remove(job));
                        if (left.signum() > 0) {
                            cashier.refund(
                                    Objects.requireNonNull(owners.get(job)), job, new Money(left, "CNY"), null, null);
                        }
                    }
                }
            }
            var proof = Proof.of(database);
            assertThat(proof.holds()).as("%s", proof).isTrue();
        }
        var held = open.values().stream().map(Hold::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(all.stream()
                        .map(account -> cashier.balance(account).purses().held())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(held);
    }

    /** Holds for one to five jobs, where the balance bears them; never below its floor or over its day. */
    private List<Hold> hold(List<UUID> all, SplittableRandom random) {
        return database.transaction(tx -> {
            var wanted = new ArrayList<UUID>();
            for (var i = random.nextInt(1, 6); i > 0; i--) {
                wanted.add(all.get(random.nextInt(all.size())));
            }
            var balances = Ledger.lock(tx, wanted);
            var holds = new ArrayList<Hold>();
            for (var account : wanted) {
                var hold = new Hold(account, ids.next(), money(random).amount());
                var asked = Objects.requireNonNull(balances.get(account)).hold(hold.amount(), now.get());
                if (asked instanceof Funds.Held(var after)) {
                    balances.put(account, after);
                    holds.add(hold);
                }
            }
            Ledger.hold(tx, holds, now.get());
            for (var account : wanted) {
                var kept = Ledger.read(tx, account);
                var pure = Objects.requireNonNull(balances.get(account));
                assertThat(kept.purses().available())
                        .isEqualByComparingTo(pure.purses().available());
                assertThat(kept.purses().held())
                        .isEqualByComparingTo(pure.purses().held());
                if (holds.stream().anyMatch(hold -> hold.account().equals(account))) {
                    assertThat(kept.day().day()).isEqualTo(pure.day().day());
                    assertThat(kept.day().used())
                            .isEqualByComparingTo(pure.day().used());
                }
                assertThat(kept.purses().available()).isGreaterThanOrEqualTo(kept.least());
            }
            return holds;
        });
    }

    @Test
    void two_connections_that_hold_at_once_do_not_spend_the_same_money() throws Exception {
        var account = account("a", "0", null);
        cashier.credit(account, Money.parse("10 CNY"), null, null);
        var start = new CountDownLatch(1);
        try (var second = Database.open(test.address(), 4);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < 40; i++) {
                var through = i % 2 == 0 ? database : second;
                work.add(() -> {
                    start.await();
                    return through.transaction(tx -> {
                        var balance = Ledger.lock(tx, account);
                        var fits = balance.hold(BigDecimal.ONE, now.get()) instanceof Funds.Held;
                        if (fits) {
                            Ledger.hold(tx, List.of(new Hold(account, ids.next(), BigDecimal.ONE)), now.get());
                        }
                        return fits;
                    });
                });
            }
            var done = work.stream().map(threads::submit).toList();
            start.countDown();
            var held = 0;
            for (var one : done) {
                held += one.get() ? 1 : 0;
            }
            assertThat(held).isEqualTo(10);
        }
        assertThat(cashier.balance(account).purses().available()).isEqualByComparingTo("0");
        assertThat(Proof.of(database).holds()).isTrue();
    }

    @Test
    void who_comes_second_waits_and_sees_what_the_first_has_left() throws Exception {
        var account = account("a", "0", null);
        cashier.credit(account, Money.parse("10 CNY"), null, null);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = database.transaction(tx -> {
                Ledger.lock(tx, account);
                var later = threads.submit(() -> database.transaction(
                        other -> Ledger.lock(other, account).purses().available()));
                awaitWaiting(later);
                Ledger.hold(tx, List.of(new Hold(account, ids.next(), BigDecimal.valueOf(7))), now.get());
                return later;
            });
            assertThat(second.get()).isEqualByComparingTo("3");
        }
    }

    @Test
    void who_waits_for_an_account_holds_none_that_comes_later_in_the_order() throws Exception {
        var first = account("a", "0", null);
        var second = account("b", "0", null);
        database.sql()
                .sql("update account set weight = weight where id = ?")
                .param(first)
                .update();
        database.sql()
                .sql("update balance set least = least where account = ?")
                .param(first)
                .update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = database.transaction(tx -> {
                Ledger.lock(tx, first);
                var later = threads.submit(() -> database.transaction(other -> {
                    readAsWritten(other);
                    return Ledger.lock(other, List.of(second, first)).size();
                }));
                awaitWaiting(later);
                assertThat(database.sql()
                                .sql("select account from balance where account = ? for update skip locked")
                                .param(second)
                                .query((row, _) -> row.getObject("account", UUID.class))
                                .list())
                        .containsExactly(second);
                return later;
            });
            assertThat(both.get()).isEqualTo(2);
        }
    }

    /** Lets rows come as they lie in the table, where the account that was written last lies last, unless they are sorted. */
    private static void readAsWritten(Transaction transaction) {
        for (var way : List.of("indexscan", "indexonlyscan", "bitmapscan")) {
            transaction.sql().sql("set local enable_" + way + " = off").update();
        }
    }

    /** Until the database says that somebody waits for a lock, or there is nothing to wait for. */
    private void awaitWaiting(Future<?> waiter) {
        while (!waiter.isDone()
                && database.sql()
                        .sql("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                                + " current_database()")
                        .query(Integer.class)
                        .list()
                        .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_hold_that_nobody_asked_for_under_the_lock_cannot_go_below_the_floor() {
        var account = account("a", "-1", null);
        assertThatThrownBy(() -> database.transaction(tx -> {
                    Ledger.hold(tx, List.of(new Hold(account, ids.next(), BigDecimal.TWO)), now.get());
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(cashier.balance(account).purses().held()).isEqualByComparingTo("0");
        assertThat(cashier.postings(account, null, 10)).isEmpty();
    }

    @Test
    void a_settlement_above_the_hold_takes_the_hold_and_no_more() {
        var account = account("a", "0", null);
        var job = held(account, "10", "3");
        assertThat(settle(account, job, "7.5"))
                .isEqualTo(new Settled(account, job, new BigDecimal("3.000000000"), new BigDecimal("0E-9")));
        assertThat(cashier.balance(account).purses().available()).isEqualByComparingTo("7");
    }

    @Test
    void what_a_job_held_and_did_not_cost_is_released() {
        var account = account("a", "0", null);
        var job = held(account, "10", "3");
        var settled = settle(account, job, "1.25");
        assertThat(settled.spent()).isEqualByComparingTo("1.25");
        assertThat(settled.released()).isEqualByComparingTo("1.75");
        assertThat(cashier.balance(account).purses().spent()).isEqualByComparingTo("1.25");
        assertThat(cashier.balance(account).purses().held()).isEqualByComparingTo("0");
    }

    @Test
    void a_second_settlement_changes_nothing() {
        var account = account("a", "0", null);
        var job = held(account, "10", "3");
        settle(account, job, "1");
        var again = settle(account, job, "2");
        assertThat(again.spent()).isEqualByComparingTo("0");
        assertThat(again.released()).isEqualByComparingTo("0");
        assertThat(cashier.balance(account).purses().spent()).isEqualByComparingTo("1");
        assertThat(cashier.postings(account, null, 10)).hasSize(4);
    }

    @Test
    void two_that_settle_one_job_at_once_settle_it_once() throws Exception {
        var account = account("a", "0", null);
        var job = held(account, "10", "3");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<Settled>>();
            for (var i = 0; i < 8; i++) {
                done.add(threads.submit(() -> settle(account, job, "2")));
            }
            var spent = BigDecimal.ZERO;
            for (var one : done) {
                spent = spent.add(one.get().spent());
            }
            assertThat(spent).isEqualByComparingTo("2");
        }
        assertThat(Proof.of(database).holds()).isTrue();
    }

    @Test
    void a_release_gives_the_day_back_what_was_held_on_it_and_no_other_day() {
        var account = account("a", "-100", "10");
        var today = held(account, "0", "6");
        settle(account, today, "1");
        assertThat(cashier.balance(account).day().left(now.get())).isEqualByComparingTo("9");
        var yesterday = held(account, "0", "9");
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        held(account, "0", "4");
        settle(account, yesterday, "0");
        assertThat(cashier.balance(account).day().left(now.get())).isEqualByComparingTo("6");
    }

    @Test
    void days_begin_where_the_account_lives() {
        var terms = AccountTerms.prepaid("shanghai", "CNY");
        var account = accounts.open(
                        new AccountTerms(
                                terms.name(),
                                terms.currency(),
                                "Asia/Shanghai",
                                1,
                                1,
                                1,
                                new BigDecimal("-100"),
                                BigDecimal.TEN,
                                Pool.EACH_KEY,
                                List.of()),
                        null)
                .id();
        now.set(Instant.parse("2026-11-21T15:59:59Z"));
        held(account, "0", "10");
        assertThat(cashier.balance(account).hold(BigDecimal.ONE, now.get()))
                .isEqualTo(new Funds.OverDay(
                        new BigDecimal("0E-9"), new BigDecimal("1.000000000"), Instant.parse("2026-11-21T16:00:00Z")));
        now.set(Instant.parse("2026-11-21T16:00:00Z"));
        held(account, "0", "10");
        assertThat(cashier.balance(account).day().left(now.get())).isEqualByComparingTo("0");
    }

    @Test
    void a_refund_is_at_most_what_the_job_has_cost_and_kept() {
        var account = account("a", "0", null);
        var job = held(account, "10", "3");
        settle(account, job, "2");
        cashier.refund(account, job, Money.parse("1.5 CNY"), "flicker", null);
        assertThat(cashier.balance(account).purses().available()).isEqualByComparingTo("9.5");
        assertThatThrownBy(() -> cashier.refund(account, job, Money.parse("0.500000001 CNY"), null, null))
                .isInstanceOf(ShotwrightException.class)
                .hasMessage("amount is 0.500000001 CNY; accepted is at most 0.5 CNY, which the job has cost");
    }

    @Test
    void postings_are_read_page_by_page_newest_first() {
        var account = account("a", "0", null);
        for (var i = 1; i <= 5; i++) {
            cashier.credit(account, new Money(BigDecimal.valueOf(i), "CNY"), "no. " + i, null);
        }
        var first = cashier.postings(account, null, 2);
        assertThat(first).extracting(Posting::note).containsExactly("no. 5", "no. 4");
        assertThat(cashier.postings(account, first.getLast(), 9))
                .extracting(Posting::note)
                .containsExactly("no. 3", "no. 2", "no. 1");
    }

    @Test
    void money_of_another_currency_is_refused() {
        var account = account("a", "0", null);
        assertThatThrownBy(() -> cashier.credit(account, Money.parse("1 USD"), null, null))
                .hasMessage("amount is 1 USD; accepted is an amount in CNY, the account's currency");
    }

    @Test
    void a_balance_that_was_tampered_with_is_found() {
        var account = account("a", "0", null);
        held(account, "10", "3");
        database.sql()
                .sql("update balance set credited = credited + 1, available = available + 1")
                .update();
        assertThat(Proof.of(database).wrong()).containsExactly(account);
    }

    private UUID held(UUID account, String credit, String amount) {
        var job = ids.next();
        if (!credit.equals("0")) {
            cashier.credit(account, new Money(new BigDecimal(credit), "CNY"), null, null);
        }
        return database.transaction(tx -> {
            Ledger.lock(tx, account);
            Ledger.hold(tx, List.of(new Hold(account, job, new BigDecimal(amount))), now.get());
            return job;
        });
    }

    private Settled settle(UUID account, UUID job, String cost) {
        return database.transaction(tx -> Ledger.settle(
                        tx, List.of(new Settlement(account, job, new BigDecimal(cost))), now.get())
                .getFirst());
    }

    private UUID account(String name, String least, @Nullable String dayLimit) {
        return accounts.open(
                        new AccountTerms(
                                name,
                                "CNY",
                                "UTC",
                                1,
                                1,
                                1,
                                new BigDecimal(least),
                                dayLimit == null ? null : new BigDecimal(dayLimit),
                                Pool.EACH_KEY,
                                List.of()),
                        null)
                .id();
    }

    private static Money money(SplittableRandom random) {
        return new Money(BigDecimal.valueOf(random.nextLong(1, 60_000_000_000L), 9), "CNY");
    }
}
