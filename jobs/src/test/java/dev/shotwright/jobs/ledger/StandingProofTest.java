package dev.shotwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingProofTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Clock clock = Clock.systemUTC();
    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = test.database();
    private final Ids ids = Ids.secure(clock);
    private final Cashier cashier = new Cashier(database, clock);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void what_is_written_between_proofs_is_proven_from_where_the_last_ones_had_come_to() {
        var random = new SplittableRandom(7);
        var all = List.of(account("a"), account("b"), account("c"));
        var held = new ArrayList<Hold>();
        for (var step = 0; step < 60; step++) {
            var account = all.get(random.nextInt(all.size()));
            switch (random.nextInt(4)) {
                case 0 -> cashier.credit(account, Money.of("5", "CNY"), null, null);
                case 1 -> held.add(hold(account, "1.5"));
                case 2 -> {
                    if (!held.isEmpty()) {
                        settle(held.removeLast(), "1.25");
                    }
                }
                default ->
                    assertThat(StandingProof.renew(database, NOON).wrong()).isZero();
            }
        }
        assertThat(StandingProof.renew(database, NOON)).isEqualTo(new StandingProof(NOON, 0));
        assertThat(StandingProof.last(database)).isEqualTo(new StandingProof(NOON, 0));
        assertThat(Proof.of(database).holds()).isTrue();
    }

    @Test
    void a_balance_without_a_posting_and_a_posting_without_a_balance_are_found() {
        var a = account("a");
        var b = account("b");
        hold(a, "1");
        hold(b, "1");
        StandingProof.renew(database, NOON);
        StandingProof.renew(database, NOON);
        database.sql()
                .sql("update balance set credited = credited + 1, available = available + 1 where account = ?")
                .param(a)
                .update();
        assertThat(StandingProof.renew(database, NOON).wrong()).isEqualTo(1);
        database.sql()
                .sql("insert into posting (account, kind, source, target, amount, at)"
                        + " values (?, 'credit', 'credited', 'available', 1, now())")
                .param(b)
                .update();
        assertThat(StandingProof.renew(database, NOON).wrong()).isEqualTo(2);
        database.sql()
                .sql("delete from posting where account = ? and kind = 'credit' and job is null and note is null"
                        + " and amount = 1")
                .param(b)
                .update();
        database.sql()
                .sql("update balance set credited = credited - 1, available = available - 1 where account = ?")
                .param(a)
                .update();
        assertThat(StandingProof.renew(database, NOON).wrong())
                .as("counted anew")
                .isZero();
    }

    @Test
    void a_job_of_which_more_was_settled_than_it_held_is_found() {
        var account = account("a");
        var hold = hold(account, "1");
        StandingProof.renew(database, NOON);
        database.sql().sql("""
            insert into posting (account, kind, source, target, amount, job, at)
            values (?, 'settle', 'held', 'spent', 2, ?, now())\
            """).params(account, hold.job()).update();
        assertThat(StandingProof.renew(database, NOON).wrong())
                .as("the account and the job")
                .isEqualTo(2);
    }

    private UUID account(String name) {
        var account = new Accounts(database, ids, clock)
                .open(AccountTerms.prepaid(name, "CNY"), null)
                .id();
        cashier.credit(account, Money.of("100", "CNY"), null, null);
        return account;
    }

    private Hold hold(UUID account, String amount) {
        var hold = new Hold(account, ids.next(), new BigDecimal(amount));
        database.transaction(tx -> {
            Ledger.lock(tx, List.of(account));
            Ledger.hold(tx, List.of(hold), NOON);
            return hold;
        });
        return hold;
    }

    private void settle(Hold hold, String cost) {
        database.transaction(tx ->
                Ledger.settle(tx, List.of(new Settlement(hold.account(), hold.job(), new BigDecimal(cost))), NOON));
    }
}
