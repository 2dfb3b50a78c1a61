package dev.shotwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Pool;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T15:59:00Z"));
    private final InstantSource clock = now::get;
    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = test.database();
    private final Ids ids = Ids.secure(clock);
    private final Accounts accounts = new Accounts(database, ids, clock);
    private final Cashier cashier = new Cashier(database, clock);
    private final Statement statement = new Statement(database);
    private final UUID account = account("shanghai", "Asia/Shanghai", "CNY");
    private final UUID key = ids.next();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void usage_is_told_by_the_accounts_day_model_key_user_and_campaign() {
        job(account, "clouds-1", "ann", "spring", 3, 100, "1.1");
        now.set(Instant.parse("2026-11-20T16:00:00Z"));
        job(account, "clouds-1", "ann", "spring", 3, 100, "2.2");
        job(account, "clouds-1", "bob", null, 4, 100, "0");
        job(account, "rain-2", "bob", "spring", 3, 7, "0.000000001");
        assertThat(usage(Dimension.DAY, Dimension.MODEL))
                .containsExactly(
                        line(FRIDAY, "clouds-1", null, null, 1, 1, 100, "1.1"),
                        line(SATURDAY, "clouds-1", null, null, 2, 1, 100, "2.2"),
                        line(SATURDAY, "rain-2", null, null, 1, 1, 7, "0.000000001"));
        assertThat(usage(Dimension.END_USER))
                .containsExactly(
                        line(null, null, "ann", null, 2, 2, 200, "3.3"),
                        line(null, null, "bob", null, 2, 1, 7, "0.000000001"));
        assertThat(usage(Dimension.CAMPAIGN))
                .containsExactly(
                        line(null, null, null, "spring", 3, 3, 207, "3.300000001"),
                        line(null, null, null, null, 1, 0, 0, "0"));
        assertThat(usage(Dimension.KEY))
                .singleElement()
                .satisfies(line -> assertThat(line.key()).isEqualTo(key));
        assertThat(usage()).containsExactly(line(null, null, null, null, 4, 3, 207, "3.300000001"));
    }

    @Test
    void a_statement_of_all_days_is_what_the_balance_says_was_spent() {
        for (var i = 0; i < 20; i++) {
            job(account, "clouds-1", null, null, 3, 1, "0.1");
            now.updateAndGet(time -> time.plus(Duration.ofHours(5)));
        }
        assertThat(usage().getFirst().cost().amount())
                .isEqualByComparingTo(cashier.balance(account).purses().spent())
                .isEqualByComparingTo("2");
    }

    @Test
    void a_refund_counts_on_the_day_on_which_it_is_given() {
        var job = job(account, "clouds-1", null, null, 3, 1, "2");
        now.set(Instant.parse("2026-11-20T16:00:00Z"));
        cashier.refund(account, job, Money.parse("0.5 CNY"), null, null);
        assertThat(usage(Dimension.DAY))
                .containsExactly(
                        line(FRIDAY, null, null, null, 1, 1, 1, "2"),
                        line(SATURDAY, null, null, null, 0, 0, 0, "-0.5"));
    }

    @Test
    void the_money_of_a_deleted_job_stays_in_the_statement() {
        var job = job(account, "clouds-1", null, null, 3, 1, "2");
        database.sql().sql("delete from job where id = ?").param(job).update();
        assertThat(usage(Dimension.MODEL)).containsExactly(line(null, null, null, null, 0, 0, 0, "2"));
    }

    @Test
    void all_accounts_are_told_apart_and_no_currencies_are_added_up() {
        var other = account("boston", "America/New_York", "USD");
        job(account, "clouds-1", null, null, 3, 1, "2");
        job(other, "clouds-1", null, null, 3, 1, "3");
        var lines = statement.usage(new UsageQuestion(null, FRIDAY, SATURDAY, List.of()));
        assertThat(lines).extracting(UsageLine::cost).containsExactly(Money.parse("2 CNY"), Money.parse("3 USD"));
        assertThat(statement.usage(new UsageQuestion(other, FRIDAY, SATURDAY, List.of(Dimension.ACCOUNT))))
                .extracting(UsageLine::account)
                .containsExactly(other);
    }

    @Test
    void a_table_holds_what_callers_wrote_without_harm() {
        job(account, "clouds-1", "=1+1", "a,\"b\"\nc", 3, 1, "0.000000001");
        var table = Statement.csv(usage(Dimension.END_USER, Dimension.CAMPAIGN));
        assertThat(table).isEqualTo("""
            day,account,model,key,end_user,campaign,jobs,succeeded,tokens,cost,currency\r
            ,,,,'=1+1,"a,""b""
            c",1,1,1,0.000000001,CNY\r
            """);
    }

    private List<UsageLine> usage(Dimension... by) {
        return statement.usage(
                new UsageQuestion(account, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), List.of(by)));
    }

    private static UsageLine line(
            @Nullable LocalDate day,
            @Nullable String model,
            @Nullable String endUser,
            @Nullable String campaign,
            long jobs,
            long succeeded,
            long tokens,
            String cost) {
        return new UsageLine(
                day, null, model, null, endUser, campaign, jobs, succeeded, tokens, Money.parse(cost + " CNY"));
    }

    private UUID job(
            UUID owner,
            String model,
            @Nullable String endUser,
            @Nullable String campaign,
            int state,
            long tokens,
            String cost) {
        var job = ids.next();
        database.sql()
                .sql("""
                    insert into job (id, account, key, dialect, class, model, state, not_before, request, currency, held, tokens,
                                     campaign, end_user, created, ended)
                    values (:id, :account, :key, 'native', :model, :model, :state, :now, '{}', 'CNY', 0, :tokens,
                            :campaign, :user, :now, :now)\
                    """)
                .param("id", job)
                .param("account", owner)
                .param("key", key)
                .param("model", model)
                .param("state", state)
                .param("now", Sql.time(now.get()))
                .param("tokens", tokens)
                .param("campaign", campaign)
                .param("user", endUser)
                .update();
        return database.transaction(tx -> {
            Ledger.lock(tx, owner);
            Ledger.hold(tx, List.of(new Hold(owner, job, BigDecimal.TEN)), now.get());
            Ledger.settle(tx, List.of(new Settlement(owner, job, new BigDecimal(cost))), now.get());
            return job;
        });
    }

    private UUID account(String name, String zone, String currency) {
        return accounts.open(
                        new AccountTerms(name, currency, zone, 1, 1, 1, null, null, Pool.EACH_KEY, List.of()), null)
                .id();
    }
}
