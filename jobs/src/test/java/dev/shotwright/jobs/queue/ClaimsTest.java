package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimsTest {
    private final Shop shop = new Shop();
    private final UUID one = shop.ids.next();
    private final UUID other = shop.ids.next();

    @AfterEach
    void close() {
        shop.close();
    }

    private static List<BigDecimal> amounts(String available, String held, String spent) {
        return List.of(amount(available), amount(held), amount(spent));
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }

    @Test
    void a_claimed_job_is_nobody_elses_and_succeeds_with_its_price_spent() {
        var account = shop.account("studio");
        var job = shop.submit(account);
        var lease = shop.claim(one, 5).getFirst();
        assertThat(lease.job()).isEqualTo(job.id());
        assertThat(lease.fence()).isOne();
        assertThat(lease.request().read().prompt()).isEqualTo("A fox runs");
        assertThat(shop.claim(other, 5)).isEmpty();
        assertThat(shop.job(job).state()).isEqualTo(JobState.RUNNING);

        shop.claims.advance(List.of(new Advance(lease, 0.25, "steps")));
        assertThat(shop.job(job).progress()).isEqualTo(0.25);
        assertThat(shop.job(job).phase()).isEqualTo("steps");

        assertThat(shop.claims.finish(List.of(new Finish(lease, Shop.succeeded()))))
                .isEmpty();
        var ended = shop.job(job);
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.cost()).isEqualTo(Money.of("2", "CNY"));
        assertThat(ended.clips()).containsExactly(Shop.clip());
        assertThat(ended.progress()).isEqualTo(1);
        assertThat(shop.purses(account)).isEqualTo(amounts("998", "0", "2"));
        assertThat(shop.told).containsExactly(job.id());
        assertThat(shop.number("select running from lane")).isZero();
    }

    /** Has threads do something at the same time while the first of them wait for the rows of these jobs, and gives what came of each. */
    private <T, R> List<Future<R>> atOnce(List<T> all, List<UUID> locked, Function<T, R> act) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return shop.database.transaction(transaction -> {
                transaction
                        .sql()
                        .sql("select 1 from job where id = any(?) for update")
                        .param(locked.toArray(UUID[]::new))
                        .query((_, _) -> true)
                        .list();
                var begun = new CountDownLatch(all.size());
                var answers = new ArrayList<Future<R>>();
                for (var one : all) {
                    answers.add(threads.submit(() -> {
                        begun.countDown();
                        return act.apply(one);
                    }));
                    while (answers.size() <= locked.size()
                            && shop.number("select count(*) from pg_locks where not granted") < answers.size()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
                while (begun.getCount() > 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                return answers;
            });
        }
    }

    /** So many jobs of three accounts under leases, the third of which is lost. */
    private List<Lease> leases(int count) {
        var accounts = List.of(shop.account("one"), shop.account("two"), shop.account("three"));
        for (var i = 0; i < count; i++) {
            shop.submit(accounts.get(i % 3));
        }
        var leases = new ArrayList<Lease>();
        while (leases.size() < count) {
            leases.addAll(shop.claim(one, count));
        }
        shop.database
                .sql()
                .sql("update job set fence = 9 where id = ?")
                .param(leases.get(2).job())
                .update();
        return leases;
    }

    @Test
    void finishes_that_come_at_the_same_time_share_transactions_and_a_lost_lease_is_its_own() throws Exception {
        var leases = leases(30);
        var groups = new ConcurrentLinkedQueue<Integer>();
        var claims = new Claims(shop.database, shop.clock, (_, jobs, _) -> groups.add(jobs.size()), shop.bell);
        var held = atOnce(
                leases,
                leases.subList(0, 2).stream().map(Lease::job).toList(),
                lease -> claims.finish(new Finish(lease, Shop.succeeded())));
        for (var i = 0; i < leases.size(); i++) {
            assertThat(held.get(i).get()).isEqualTo(i != 2);
        }
        assertThat(groups.stream().mapToInt(Integer::intValue).sum()).isEqualTo(29);
        assertThat(groups).hasSizeLessThan(12);
        assertThat(shop.number("select count(*) from job where state = 3")).isEqualTo(29);
        assertThat(shop.number("select count(*) from posting where kind = 'settle'"))
                .isEqualTo(29);
        assertThat(shop.database
                        .sql()
                        .sql("select sum(spent) from balance")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("58");
        assertThat(shop.number("select sum(running) from lane")).isOne();
    }

    @Test
    void a_finish_that_cannot_be_written_keeps_no_other_from_being_written() throws Exception {
        var leases = leases(12);
        var bad = leases.get(5).job();
        var claims = new Claims(
                shop.database,
                shop.clock,
                (_, jobs, _) -> {
                    if (jobs.contains(bad)) {
                        throw new IllegalStateException("nobody can be told");
                    }
                },
                shop.bell);
        var held = atOnce(
                leases,
                leases.subList(0, 2).stream().map(Lease::job).toList(),
                lease -> claims.finish(new Finish(lease, Shop.succeeded())));
        for (var i = 0; i < leases.size(); i++) {
            var answer = held.get(i);
            if (i == 5) {
                assertThatThrownBy(answer::get).hasRootCauseMessage("nobody can be told");
            } else {
                assertThat(answer.get()).isEqualTo(i != 2);
            }
        }
        assertThat(shop.number("select count(*) from job where state = 3")).isEqualTo(10);
    }

    private List<Future<AttemptRow>> saved(List<Lease> leases, Function<Lease, String> ticket) {
        return atOnce(leases, leases.subList(0, 2).stream().map(Lease::job).toList(), lease -> {
            var attempt = attempt(lease, ticket.apply(lease));
            shop.claims.save(lease, attempt);
            return attempt;
        });
    }

    @Test
    void attempts_that_are_saved_at_the_same_time_share_transactions_and_a_lost_lease_is_its_own() throws Exception {
        var leases = leases(30);
        var saved = saved(leases, lease -> lease.job().toString());
        for (var i = 0; i < leases.size(); i++) {
            var answer = saved.get(i);
            if (i == 2) {
                assertThatThrownBy(answer::get).hasCauseInstanceOf(LeaseLost.class);
            } else {
                assertThat(shop.claims.attempts(leases.get(i).job()))
                        .singleElement()
                        .usingRecursiveComparison()
                        .ignoringFields("task")
                        .isEqualTo(answer.get());
            }
        }
        assertThat(shop.number("select count(*) from attempt where task = '{\"step\": 1}'"))
                .isEqualTo(29);
        assertThat(shop.number("select count(distinct xmin::text) from attempt"))
                .isLessThan(12);
    }

    @Test
    void an_attempt_that_may_not_be_written_keeps_no_other_from_being_written() throws Exception {
        var leases = leases(12);
        var saved = saved(leases, lease -> "ticket " + Math.max(leases.indexOf(lease), 6));
        var refused = saved.stream()
                .filter(answer -> answer.state() == Future.State.FAILED)
                .count();
        assertThat(refused).isEqualTo(5 + 1);
        assertThat(shop.number("select count(*) from attempt")).isEqualTo(5 + 1);
        assertThat(saved.subList(7, 12)).allMatch(answer -> answer.state() == Future.State.SUCCESS);
    }

    @Test
    void priority_comes_before_age_within_an_account() {
        var account = shop.account("studio");
        var old = shop.submit(account);
        var urgent = Shop.accepted(
                        shop.submissions.submit(shop.submission(account, Shop.draw(draw -> draw.priority(1)))))
                .getFirst();
        var young = shop.submit(account);
        assertThat(shop.claim(one, 3).stream().map(Lease::job)).containsExactly(urgent.id(), old.id(), young.id());
    }

    @Test
    void a_worker_gets_only_what_it_can_do() {
        var account = shop.account("studio");
        shop.submit(account);
        shop.sweeps.lanes();
        assertThat(shop.claims.claim(one, Map.of("hosted", 5))).isEmpty();
        assertThat(shop.claims.claim(one, Map.of("hosted", 5, "previz", 1))).hasSize(1);
    }

    @Test
    void a_lost_lease_can_finish_nothing() {
        var account = shop.account("studio");
        var job = shop.submit(account);
        var lost = shop.claim(one, 1).getFirst();
        shop.pass(Claims.LEASE.plusSeconds(1));
        shop.sweeps.lost();
        var lease = shop.claim(other, 1).getFirst();
        assertThat(lease.fence()).isEqualTo(2);

        assertThat(shop.claims.finish(List.of(new Finish(lost, Shop.failed(Billing.BILLED)))))
                .containsExactly(job.id());
        shop.claims.advance(List.of(new Advance(lost, 0.9, "ghost")));
        shop.claims.giveBack(List.of(lost));
        assertThatThrownBy(() -> shop.claims.save(lost, attempt(lost, "t1"))).isInstanceOf(LeaseLost.class);
        assertThat(shop.claims.renew(List.of(lost)).lost()).containsExactly(job.id());
        assertThat(shop.claims.look(List.of(lost)).lost()).containsExactly(job.id());

        var running = shop.job(job);
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.worker()).isEqualTo(other);
        assertThat(running.progress()).isZero();
        assertThat(shop.claims.attempts(job.id())).isEmpty();
        assertThat(shop.purses(account)).isEqualTo(amounts("998", "2", "0"));
        assertThat(shop.claims.finish(List.of(new Finish(lease, Shop.succeeded()))))
                .isEmpty();
        assertThat(shop.claims.finish(List.of(new Finish(lease, Shop.succeeded()))))
                .containsExactly(job.id());
        assertThat(shop.purses(account)).isEqualTo(amounts("998", "0", "2"));
        assertThat(shop.number("select running from lane")).isZero();
    }

    @Test
    void a_claim_of_the_same_number_by_another_worker_is_another_claim() {
        var account = shop.account("studio");
        var job = shop.submit(account);
        var forgotten = shop.claim(one, 1).getFirst();
        shop.database
                .sql()
                .sql("update job set fence = 0, state = 1, worker = null")
                .update();
        shop.database.sql().sql("update lane set running = 0, taken = 0").update();
        var lease = shop.claim(other, 1).getFirst();
        assertThat(lease.fence()).isEqualTo(forgotten.fence());
        assertThat(shop.claims.finish(List.of(new Finish(forgotten, Shop.succeeded()))))
                .containsExactly(job.id());
        assertThat(shop.claims.renew(List.of(forgotten)).lost()).containsExactly(job.id());
        assertThat(shop.claims.finish(List.of(new Finish(lease, Shop.succeeded()))))
                .isEmpty();
    }

    @Test
    void a_renewed_lease_is_kept_and_one_that_is_not_is_taken_over_by_the_next() {
        var account = shop.account("studio");
        shop.submit(account);
        shop.submit(account);
        var leases = shop.claim(one, 2);
        shop.pass(Duration.ofSeconds(20));
        assertThat(shop.claims.renew(List.of(leases.getFirst()))).isEqualTo(new Standing(Set.of(), Set.of()));
        shop.pass(Duration.ofSeconds(20));
        shop.sweeps.lost();
        assertThat(shop.claim(other, 2).stream().map(Lease::job))
                .containsExactly(leases.getLast().job());
        assertThat(shop.claims.renew(leases).lost())
                .containsExactly(leases.getLast().job());
    }

    @Test
    void two_claimers_never_get_the_same_job() throws Exception {
        var accounts = List.of(shop.account("a"), shop.account("b"), shop.account("c"));
        for (var account : accounts) {
            var draws = new Draw[100];
            java.util.Arrays.fill(draws, Shop.draw());
            Shop.accepted(shop.submissions.submit(shop.submission(account, draws)));
        }
        shop.sweeps.lanes();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claimed = new ArrayList<Future<List<UUID>>>();
            for (var i = 0; i < 6; i++) {
                claimed.add(threads.submit(() -> {
                    var mine = new ArrayList<UUID>();
                    var worker = UUID.randomUUID();
                    while (true) {
                        var leases = shop.claims.claim(worker, Map.of("previz", 3));
                        if (leases.isEmpty()) {
                            return mine;
                        }
                        mine.addAll(leases.stream().map(Lease::job).toList());
                        shop.claims.finish(leases.stream()
                                .map(lease -> new Finish(lease, Shop.succeeded()))
                                .toList());
                    }
                }));
            }
            var all = new ArrayList<UUID>();
            for (var mine : claimed) {
                all.addAll(mine.get());
            }
            assertThat(all).hasSize(300).doesNotHaveDuplicates();
        }
        assertThat(shop.number("select sum(running) from lane")).isZero();
        assertThat(shop.number("select sum(taken) from lane")).isEqualTo(300);
    }

    @Test
    void whoever_waits_for_a_lane_holds_none_that_it_found_empty() throws Exception {
        var empty = shop.account("empty");
        var busy = shop.account("busy");
        var cancelled = shop.submit(empty);
        var job = shop.submit(busy);
        while (shop.number("select count(*) from lane where active") < 2) {
            Thread.onSpinWait();
        }
        shop.jobs.cancel(empty, cancelled.id());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claimed = shop.database.transaction(transaction -> {
                touch(transaction, busy);
                var claim = threads.submit(() -> shop.claims.claim(one, Map.of("previz", 1)));
                while (shop.number("select count(*) from pg_locks where not granted") == 0) {
                    Thread.onSpinWait();
                }
                touch(transaction, empty);
                return claim;
            });
            assertThat(claimed.get()).extracting(Lease::job).containsExactly(job.id());
        }
    }

    private static void touch(Transaction transaction, UUID account) {
        transaction
                .sql()
                .sql("update lane set weight = weight where account = ?")
                .param(account)
                .update();
    }

    @Test
    void local_work_that_kills_its_workers_is_tried_three_times_and_costs_nothing() {
        var account = shop.account("studio");
        var job = shop.submit(account);
        for (var i = 1; i <= Sweeps.MOST_LOSSES; i++) {
            assertThat(shop.claim(shop.ids.next(), 1)).hasSize(1);
            shop.pass(Claims.LEASE.plusSeconds(1));
            shop.sweeps.lost();
        }
        assertThat(shop.claim(one, 1)).isEmpty();
        assertThat(shop.job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(shop.job(job).failure()).extracting(Failure::code).isEqualTo(FailureCode.INTERNAL);
        assertThat(shop.purses(account)).isEqualTo(amounts("1000", "0", "0"));
        assertThat(shop.number("select running from lane")).isZero();
    }

    @Test
    void hosted_work_is_handed_on_with_its_attempts_however_often_its_workers_are_lost() {
        var account = shop.account("studio");
        var job = shop.submit(account);
        var lease = shop.claim(one, 1).getFirst();
        shop.claims.save(lease, attempt(lease, null));
        shop.claims.save(lease, attempt(lease, "t1"));
        for (var i = 1; i <= 5; i++) {
            shop.pass(Claims.LEASE.plusSeconds(1));
            shop.sweeps.lost();
            lease = shop.claim(other, 1).getFirst();
            assertThat(lease.attempts()).hasSize(1);
            assertThat(lease.attempts().getFirst().ticket()).isEqualTo("t1");
            assertThat(lease.attempts().getFirst().task()).isEqualTo("{\"step\": 1}");
        }
        assertThat(shop.job(job).losses()).isEqualTo(5);
    }

    private AttemptRow attempt(Lease lease, @org.jspecify.annotations.Nullable String ticket) {
        return new AttemptRow(
                lease.job(),
                1,
                lease.worker(),
                "ark",
                Shop.OPENING,
                ticket == null ? null : Shop.OPENING,
                ticket,
                null,
                "accepted",
                "{\"step\":1}",
                Billing.UNKNOWN,
                Money.of("0.5", "USD"),
                null);
    }

    @Test
    void what_was_given_back_is_anothers_at_once_and_counts_as_no_loss() {
        var account = shop.account("studio");
        var job = shop.submit(account);
        var lease = shop.claim(one, 1).getFirst();
        shop.claims.giveBack(List.of(lease));
        assertThat(shop.job(job).losses()).isZero();
        assertThat(shop.claims.claim(other, Map.of("previz", 1))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_costs_only_what_is_billed(Billing billing) {
        var account = shop.account("studio");
        var job = shop.submit(account);
        shop.claims.finish(List.of(new Finish(shop.claim(one, 1).getFirst(), Shop.failed(billing))));
        assertThat(shop.job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(shop.purses(account))
                .isEqualTo(billing == Billing.BILLED ? amounts("998", "0", "2") : amounts("1000", "0", "0"));
    }

    @Test
    void what_is_in_doubt_stays_held_and_frees_its_slot() {
        var account = shop.account("studio");
        var job = shop.submit(account);
        var doubt = new Failure(FailureCode.TIMEOUT, "no answer", Retry.LOOK_UP_FIRST, Billing.UNKNOWN, null);
        shop.claims.finish(List.of(new Finish(shop.claim(one, 1).getFirst(), new End.InDoubt(doubt))));
        assertThat(shop.job(job).state()).isEqualTo(JobState.IN_DOUBT);
        assertThat(shop.purses(account)).isEqualTo(amounts("998", "2", "0"));
        assertThat(shop.number("select running from lane")).isZero();
    }

    @Test
    void proven_usage_costs_its_share_of_the_price_and_never_more() {
        var tariff = Documents.yaml().read(Tariff.class, """
            asOf: 2026-11-01
            prices:
              - per: second
                price: 0.5 USD
            """);
        var request = VideoRequest.builder()
                .model("previz")
                .prompt("A fox runs")
                .duration(Duration.ofSeconds(8))
                .build();
        var account = shop.account("studio");
        for (var seconds : new int[] {4, 8, 12}) {
            var draw = Draw.builder("previz", "previz", Document.of(VideoRequest.class, request), Money.of("16", "CNY"))
                    .tariff(Document.of(Tariff.class, tariff))
                    .build();
            var job = Shop.accepted(shop.submissions.submit(shop.submission(account, draw)))
                    .getFirst();
            var usage = new Usage(null, Duration.ofSeconds(seconds), null, null);
            shop.claims.finish(List.of(
                    new Finish(shop.claim(one, 1).getFirst(), new End.Succeeded(List.of(Shop.clip()), usage, null))));
            assertThat(shop.job(job).cost()).isEqualTo(Money.of(seconds == 4 ? "8" : "16", "CNY"));
            assertThat(shop.job(job).usage()).isEqualTo(usage);
        }
        assertThat(shop.purses(account)).isEqualTo(amounts("960", "0", "40"));
    }

    @Test
    void renewals_of_overlapping_workers_do_not_deadlock() throws Exception {
        var account = shop.account("studio");
        var draws = new Draw[40];
        java.util.Arrays.fill(draws, Shop.draw());
        Shop.accepted(shop.submissions.submit(shop.submission(account, draws)));
        shop.sweeps.lanes();
        var leases = new ArrayList<>(shop.claims.claim(one, Map.of("previz", 40)));
        assertThat(leases).hasSize(40);
        var backwards = leases.reversed();
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 8; i++) {
                var mine = i % 2 == 0 ? leases : backwards;
                done.add(threads.submit(() -> {
                    begin.await();
                    for (var j = 0; j < 25; j++) {
                        assertThat(shop.claims.renew(mine).lost()).isEmpty();
                        shop.claims.advance(mine.stream()
                                .map(lease -> new Advance(lease, 0.5, null))
                                .toList());
                    }
                    return 1;
                }));
            }
            begin.countDown();
            for (var thread : done) {
                assertThat(thread.get()).isOne();
            }
        }
    }
}
