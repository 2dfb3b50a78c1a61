package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void an_accepted_draw_is_stored_as_it_was_asked_for_and_its_price_is_held() {
        var account = shop.account("studio");
        var draw = Shop.draw(wish -> wish.priority(3)
                .tokens(1000)
                .campaign("spring")
                .endUser("anna")
                .clientReference("r1")
                .callback("https://example.org/"));
        var job = Shop.accepted(shop.submissions.submit(shop.submission(account, draw)))
                .getFirst();
        assertThat(shop.job(job)).isEqualTo(new JobRowsFields(job).withStoredRequest(shop));
        assertThat(shop.job(job).request().read()).isEqualTo(draw.request().read());
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(shop.purses(account)).containsExactly(amount("998"), amount("2"), amount("0"));
    }

    /** A door of one writer with a way of its own to the database. */
    private Submissions door(Database database, Duration turn) {
        return new Submissions(database, shop.clock, shop.ids, shop.bell, 1, turn);
    }

    private int stored() {
        return shop.database
                .sql()
                .sql("select count(*) from job")
                .query(Integer.class)
                .single();
    }

    @Test
    void what_the_database_could_not_be_told_in_time_is_refused_and_never_stored() {
        var account = shop.account("studio");
        var submission = shop.submission(account, Shop.draw());
        try (var database = Database.open(shop.test.address(), 1, Duration.ofSeconds(60));
                var door = door(database, Duration.ofMillis(200))) {
            var refused = database.transaction(
                    _ -> catchThrowableOfType(ShotwrightException.class, () -> door.submit(submission)));
            assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refused).hasMessageContaining("nothing was accepted");
        }
        assertThat(stored()).isZero();
        assertThat(shop.purses(account)).containsExactly(amount("1000"), amount("0"), amount("0"));
        try (var door = door(shop.database, Duration.ofSeconds(30))) {
            assertThat(Shop.accepted(door.submit(submission))).hasSize(1);
        }
    }

    @Test
    void what_is_being_committed_is_waited_for_beyond_its_turn() throws Exception {
        shop.database.sql().sql("""
            create function hesitate() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(42); return null; end'\
            """).update();
        shop.database.sql().sql("""
            create constraint trigger hesitate after insert on job deferrable initially deferred
            for each row execute function hesitate()\
            """).update();
        var account = shop.account("studio");
        try (var door = door(shop.database, Duration.ofMillis(500));
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = shop.database.transaction(transaction -> {
                transaction
                        .sql()
                        .sql("select pg_advisory_xact_lock(42)")
                        .query((_, _) -> true)
                        .list();
                var submitted = thread.submit(() -> door.submit(shop.submission(account, Shop.draw())));
                var begun = System.nanoTime();
                while (!hesitates()
                        || System.nanoTime() - begun < Duration.ofSeconds(1).toNanos()) {
                    LockSupport.parkNanos(5_000_000);
                }
                assertThat(submitted.isDone()).isFalse();
                return submitted;
            });
            assertThat(answer.get()).isInstanceOf(Submitted.Accepted.class);
        }
        assertThat(stored()).isEqualTo(1);
    }

    private boolean hesitates() {
        return shop.database
                .sql()
                .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }

    /** A job as the database gives it back: JSON keeps its meaning there, not its spaces. */
    private record JobRowsFields(Job job) {
        Job withStoredRequest(Shop shop) {
            var stored = shop.job(job);
            return new Job(
                    job.id(),
                    job.batch(),
                    job.account(),
                    job.key(),
                    job.dialect(),
                    job.capability(),
                    job.model(),
                    job.state(),
                    job.priority(),
                    job.notBefore(),
                    job.deadline(),
                    stored.request(),
                    job.notices(),
                    job.tariff(),
                    job.plan(),
                    job.held(),
                    job.cost(),
                    job.tokens(),
                    job.idempotency(),
                    job.campaign(),
                    job.endUser(),
                    job.clientReference(),
                    job.callback(),
                    job.requestId(),
                    job.fence(),
                    job.losses(),
                    job.worker(),
                    job.cancelled(),
                    job.progress(),
                    job.phase(),
                    job.usage(),
                    job.failure(),
                    job.clips(),
                    job.created(),
                    job.started(),
                    job.ended(),
                    job.expires());
        }
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }

    @Test
    void the_same_key_and_wish_is_the_first_job_again_and_another_wish_a_conflict() {
        var account = shop.account("studio");
        var first = Shop.accepted(shop.submissions.submit(shop.named(account, "k", "one", Shop.draw(), Shop.draw())));
        assertThat(shop.submissions.submit(shop.named(account, "k", "one", Shop.draw(), Shop.draw())))
                .isInstanceOfSatisfying(
                        Submitted.Repeated.class,
                        repeated -> assertThat(repeated.jobs().stream().map(Job::id))
                                .containsExactlyElementsOf(
                                        first.stream().map(Job::id).toList()));
        assertThat(shop.submissions.submit(shop.named(account, "k", "two", Shop.draw())))
                .isEqualTo(new Submitted.Conflict());
        assertThat(shop.purses(account)).containsExactly(amount("996"), amount("4"), amount("0"));

        var other = shop.account("other");
        assertThat(shop.submissions.submit(shop.named(other, "k", "two", Shop.draw())))
                .isInstanceOf(Submitted.Accepted.class);
    }

    @Test
    void a_key_that_comes_in_many_requests_at_once_and_at_two_servers_makes_one_job() throws Exception {
        var account = shop.account("studio");
        try (var second = new Submissions(shop.database, shop.clock, Ids.secure(shop.clock), shop.bell, 2);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Submitted>>();
            for (var i = 0; i < 40; i++) {
                var door = i % 2 == 0 ? shop.submissions : second;
                Callable<Submitted> call = () -> door.submit(shop.named(account, "k", "one", Shop.draw()));
                answers.add(threads.submit(call));
            }
            var ids = new ArrayList<UUID>();
            var accepted = 0;
            for (var answer : answers) {
                switch (answer.get()) {
                    case Submitted.Accepted(var jobs) -> {
                        accepted++;
                        ids.add(jobs.getFirst().id());
                    }
                    case Submitted.Repeated(var jobs) -> ids.add(jobs.getFirst().id());
                    default -> throw new AssertionError(answer.get().toString());
                }
            }
            assertThat(accepted).isOne();
            assertThat(ids.stream().distinct()).hasSize(1);
        }
        assertThat(shop.number("select count(*) from job")).isOne();
        assertThat(shop.number("select count(*) from posting where kind = 'hold'"))
                .isOne();
    }

    @Test
    void a_batch_is_accepted_whole_or_not_at_all() {
        var account = shop.account("studio");
        var draws = new Draw[600];
        java.util.Arrays.fill(draws, Shop.draw());
        assertThat(shop.submissions.submit(shop.submission(account, draws)))
                .isEqualTo(new Submitted.ShortOfFunds(Money.of("1000", "CNY"), Money.of("1200", "CNY")));
        assertThat(shop.number("select count(*) from job")).isZero();
        assertThat(shop.purses(account)).containsExactly(amount("1000"), amount("0"), amount("0"));

        var jobs =
                Shop.accepted(shop.submissions.submit(shop.submission(account, java.util.Arrays.copyOf(draws, 500))));
        var batch = Objects.requireNonNull(jobs.getFirst().batch());
        assertThat(jobs).hasSize(500).allMatch(job -> batch.equals(job.batch()));
        assertThat(shop.jobs.batch(account, batch).stream().map(Job::id))
                .containsExactlyElementsOf(jobs.stream().map(Job::id).toList());
    }

    @Test
    void what_waits_is_capped_and_what_is_taken_waits_no_more() {
        var account = shop.account("studio");
        shop.database.sql().sql("update account set max_queued = 3").update();
        shop.submit(account);
        shop.submit(account);
        assertThat(shop.submissions.submit(shop.submission(account, Shop.draw(), Shop.draw())))
                .isEqualTo(new Submitted.TooManyQueued(3, 2));
        var third = shop.submit(account);
        assertThat(shop.submissions.submit(shop.submission(account, Shop.draw())))
                .isEqualTo(new Submitted.TooManyQueued(3, 3));
        shop.jobs.cancel(account, third.id());
        shop.submit(account);
        var lease = shop.claim(shop.ids.next(), 1);
        shop.submit(account);
        shop.claims.giveBack(lease);
        assertThat(shop.submissions.submit(shop.submission(account, Shop.draw())))
                .isEqualTo(new Submitted.TooManyQueued(3, 4));
    }

    @Test
    void over_quota_is_told_with_the_time_when_there_is_room_or_waited_for() {
        var account = shop.account("studio");
        shop.database.sql().sql("update quota set tokens_per_minute = 600").update();
        var draw = Shop.draw(wish -> wish.tokens(600));
        Shop.accepted(shop.submissions.submit(shop.submission(account, draw)));
        assertThat(shop.submissions.submit(shop.submission(account, draw)))
                .isEqualTo(new Submitted.OverQuota(Duration.ofMinutes(1), 600L, 0L, null, null));

        var waiting = Shop.accepted(shop.submissions.submit(
                        new Submission(account, shop.key, "native", null, null, "f", Overload.WAIT, List.of(draw))))
                .getFirst();
        assertThat(waiting.state()).isEqualTo(JobState.DELAYED);
        assertThat(waiting.notBefore()).isEqualTo(Shop.OPENING.plusSeconds(60));
        shop.sweeps.due();
        assertThat(shop.job(waiting).state()).isEqualTo(JobState.DELAYED);
        shop.pass(Duration.ofSeconds(60));
        shop.sweeps.due();
        assertThat(shop.job(waiting).state()).isEqualTo(JobState.QUEUED);
        assertThat(shop.claims.claim(shop.ids.next(), java.util.Map.of("previz", 9)))
                .hasSize(2);
    }

    @Test
    void a_closed_account_an_unknown_one_and_a_foreign_currency_are_refused_and_harm_nobody_else() throws Exception {
        var account = shop.account("studio");
        var closed = shop.account("closed");
        shop.database
                .sql()
                .sql("update account set closed = now() where id = ?")
                .param(closed)
                .update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var good = new ArrayList<Future<Submitted>>();
            var foreign = Shop.draw(wish -> wish);
            for (var i = 0; i < 20; i++) {
                good.add(threads.submit(() -> shop.submissions.submit(shop.submission(account, foreign))));
                var _ = threads.submit(() -> shop.submissions.submit(shop.submission(UUID.randomUUID(), foreign)));
            }
            for (var answer : good) {
                assertThat(answer.get()).isInstanceOf(Submitted.Accepted.class);
            }
        }
        assertThat(shop.submissions.submit(shop.submission(closed, Shop.draw())))
                .isEqualTo(new Submitted.NoAccount());
        assertThatThrownBy(() -> shop.submissions.submit(shop.submission(UUID.randomUUID(), Shop.draw())))
                .isInstanceOf(ShotwrightException.class);
        var dollars = Draw.builder("previz", "previz", Shop.draw().request(), Money.of("1", "USD"))
                .build();
        assertThatThrownBy(() -> shop.submissions.submit(shop.submission(account, dollars)))
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.INVALID_VALUE));
    }

    @Test
    void submissions_of_many_accounts_at_two_servers_keep_every_balance_exact() throws Exception {
        var accounts = new ArrayList<UUID>();
        for (var i = 0; i < 10; i++) {
            accounts.add(shop.account("studio " + i));
        }
        try (var second = new Submissions(shop.database, shop.clock, Ids.secure(shop.clock), shop.bell, 3);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 1000; i++) {
                var door = i % 2 == 0 ? shop.submissions : second;
                var account = accounts.get(i % 10);
                var _ = threads.submit(() -> door.submit(shop.submission(account, Shop.draw())));
            }
        }
        assertThat(shop.number("select count(*) from job")).isEqualTo(1000);
        for (var account : accounts) {
            assertThat(shop.purses(account)).containsExactly(amount("800"), amount("200"), amount("0"));
        }
        assertThat(shop.number("select count(*) from balance where accepted <> 100"))
                .isZero();
    }
}
