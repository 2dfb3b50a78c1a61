package dev.shotwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults by which gateways for video are known to have charged wrongly, as far as money alone is concerned. */
class BillingFaultsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = test.database();
    private final Ids ids = Ids.secure(clock);
    private final Cashier cashier = new Cashier(database, clock);
    private final UUID account = new Accounts(database, ids, clock)
            .open(AccountTerms.prepaid("studio", "CNY"), null)
            .id();

    @BeforeEach
    void pay() {
        cashier.credit(account, Money.parse("10 CNY"), null, null);
    }

    @AfterEach
    void close() {
        assertThat(Proof.of(database).holds()).isTrue();
        test.close();
    }

    @Test
    void a_failed_task_is_never_charged() {
        var job = held("4");
        settle(Settlement.release(account, job));
        assertPurses("10", "10", "0", "0");
    }

    @Test
    void a_refund_lowers_what_was_used_and_leaves_the_total() {
        var job = held("4");
        settle(new Settlement(account, job, new BigDecimal("4")));
        cashier.refund(account, job, Money.parse("4 CNY"), "a broken clip", null);
        assertPurses("10", "10", "0", "0");
    }

    @Test
    void an_estimate_far_below_the_bill_never_makes_a_balance_negative() {
        var job = held("9");
        settle(new Settlement(account, job, new BigDecimal("45")));
        assertPurses("10", "1", "0", "9");
    }

    @Test
    void a_low_balance_changes_nothing_but_the_answer() {
        held("9");
        database.transaction(tx -> {
            var balance = Ledger.lock(tx, account);
            assertThat(balance.hold(new BigDecimal("2"), now.get()))
                    .isEqualTo(new Funds.Insufficient(new BigDecimal("1.000000000"), new BigDecimal("2.000000000")));
            return balance;
        });
        assertPurses("10", "1", "9", "0");
        assertThat(cashier.postings(account, null, 10))
                .extracting(Posting::movement)
                .containsExactly(Movement.HOLD, Movement.CREDIT);
    }

    @Test
    void a_cancelled_job_that_is_asked_for_again_pays_once() {
        var former = held("4");
        settle(Settlement.release(account, former));
        var later = held("3");
        settle(new Settlement(account, later, new BigDecimal("3")));
        assertThat(settle(new Settlement(account, former, new BigDecimal("4"))).spent())
                .isEqualByComparingTo("0");
        assertPurses("10", "7", "0", "3");
    }

    @Test
    void a_time_out_gives_nothing_back_until_the_vendor_has_told_its_bill() {
        var job = held("4");
        now.updateAndGet(time -> time.plus(Duration.ofDays(30)));
        assertPurses("10", "6", "4", "0");
        assertThat(settle(new Settlement(account, job, new BigDecimal("3.2"))).spent())
                .isEqualByComparingTo("3.2");
        assertPurses("10", "6.8", "0", "3.2");
    }

    @Test
    void a_hold_in_doubt_is_ended_by_a_person_or_a_late_proof_and_not_by_both() {
        var job = held("4");
        settle(Settlement.release(account, job));
        settle(new Settlement(account, job, new BigDecimal("4")));
        assertPurses("10", "10", "0", "0");
    }

    @Test
    void a_batch_is_never_half_accepted() {
        var batch = new ArrayList<Hold>();
        for (var i = 0; i < 4; i++) {
            batch.add(new Hold(account, ids.next(), new BigDecimal("3")));
        }
        var all = batch.stream().map(Hold::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        database.transaction(tx -> {
            var asked = Ledger.lock(tx, account).hold(all, now.get());
            assertThat(asked).isInstanceOf(Funds.Insufficient.class);
            return asked;
        });
        assertPurses("10", "10", "0", "0");
    }

    private void assertPurses(String credited, String available, String held, String spent) {
        var purses = cashier.balance(account).purses();
        assertThat(List.of(purses.credited(), purses.available(), purses.held(), purses.spent()))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal(credited),
                        new BigDecimal(available),
                        new BigDecimal(held),
                        new BigDecimal(spent));
    }

    private UUID held(String amount) {
        var job = ids.next();
        return database.transaction(tx -> {
            Ledger.lock(tx, account);
            Ledger.hold(tx, List.of(new Hold(account, job, new BigDecimal(amount))), now.get());
            return job;
        });
    }

    private Settled settle(Settlement settlement) {
        return database.transaction(
                tx -> Ledger.settle(tx, List.of(settlement), now.get()).getFirst());
    }
}
