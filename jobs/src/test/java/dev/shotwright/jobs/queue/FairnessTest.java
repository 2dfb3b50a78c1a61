package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private final Shop shop = new Shop();
    private final UUID worker = shop.ids.next();

    @AfterEach
    void close() {
        shop.close();
    }

    private void submit(UUID account, int count) {
        shop.credit(account, "100000");
        for (var left = count; left > 0; left -= 1000) {
            var draws = new Draw[Math.min(left, 1000)];
            Arrays.fill(draws, Shop.draw());
            Shop.accepted(shop.submissions.submit(shop.submission(account, draws)));
        }
        shop.sweeps.lanes();
    }

    private Map<UUID, Integer> served(int slots, int jobs) {
        var served = new HashMap<UUID, Integer>();
        for (var done = 0; done < jobs; ) {
            var leases = shop.claims.claim(worker, Map.of("previz", Math.min(slots, jobs - done)));
            assertThat(leases).isNotEmpty();
            leases.forEach(lease -> served.merge(lease.account(), 1, Integer::sum));
            shop.claims.finish(leases.stream()
                    .map(lease -> new Finish(lease, Shop.succeeded()))
                    .toList());
            done += leases.size();
        }
        return served;
    }

    @Test
    void a_giant_with_a_hundred_times_the_backlog_starves_nobody() {
        var giant = shop.account("giant");
        submit(giant, 2000);
        var small = new ArrayList<UUID>();
        for (var i = 0; i < 5; i++) {
            small.add(shop.account("small " + i));
            submit(small.getLast(), 20);
        }
        var slots = 4;
        var served = served(slots, 90);
        assertThat(Collections.max(served.values()) - Collections.min(served.values()))
                .isLessThanOrEqualTo(slots + 1);
        assertThat(served.keySet()).hasSize(6);
    }

    @Test
    void accounts_are_served_by_their_weight() {
        var heavy = shop.account("heavy");
        var light = shop.account("light");
        shop.database
                .sql()
                .sql("update account set weight = 3 where id = ?")
                .param(heavy)
                .update();
        submit(heavy, 200);
        submit(light, 200);
        var served = served(1, 80);
        assertThat(served.get(heavy)).isBetween(59, 61);
        assertThat(served.get(light)).isBetween(19, 21);
    }

    @Test
    void many_claimers_at_once_serve_alike() throws Exception {
        var accounts = new ArrayList<UUID>();
        for (var i = 0; i < 10; i++) {
            accounts.add(shop.account("studio " + i));
            submit(accounts.getLast(), i == 0 ? 1000 : 100);
        }
        var claimers = 6;
        var slots = 2;
        var served = Collections.synchronizedList(new ArrayList<UUID>());
        var begin = new CountDownLatch(1);
        var done = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < claimers; i++) {
                done.add(threads.submit(() -> {
                    var mine = UUID.randomUUID();
                    begin.await();
                    while (served.size() < 500) {
                        var leases = shop.claims.claim(mine, Map.of("previz", slots));
                        leases.forEach(lease -> served.add(lease.account()));
                        shop.claims.finish(leases.stream()
                                .map(lease -> new Finish(lease, Shop.succeeded()))
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
        assertThat(shop.number("select count(*) from lane where running <> 0")).isZero();
        var counts = accounts.stream()
                .map(account -> Collections.frequency(served, account))
                .toList();
        assertThat(Collections.max(counts) - Collections.min(counts)).isLessThanOrEqualTo(claimers * slots + 1);
    }

    @Test
    void an_idle_account_starts_at_the_time_of_those_who_worked_on() {
        var busy = shop.account("busy");
        var idle = shop.account("idle");
        submit(busy, 300);
        served(1, 100);
        submit(idle, 100);
        var served = served(1, 40);
        assertThat(served.get(idle)).isBetween(19, 21);
    }

    @Test
    void where_all_were_idle_nobody_starts_behind_the_one_who_got_furthest() {
        var busy = shop.account("busy");
        var idle = shop.account("idle");
        submit(busy, 50);
        served(1, 50);
        submit(idle, 50);
        submit(busy, 50);
        var served = served(1, 40);
        assertThat(served.get(idle)).isBetween(19, 21);
    }

    @Test
    void a_full_account_is_passed_by_and_goes_on_when_it_has_room() {
        var capped = shop.account("capped");
        shop.database.sql().sql("update account set max_running = 2").update();
        var other = shop.account("other");
        submit(capped, 10);
        submit(other, 10);
        var leases = shop.claims.claim(worker, Map.of("previz", 9));
        assertThat(leases.stream().filter(lease -> lease.account().equals(capped)))
                .hasSize(2);
        assertThat(leases.stream().filter(lease -> lease.account().equals(other)))
                .hasSize(7);
        assertThat(shop.claims.claim(worker, Map.of("previz", 9))).hasSize(3);
        shop.claims.finish(List.of(new Finish(
                leases.stream()
                        .filter(lease -> lease.account().equals(capped))
                        .findFirst()
                        .orElseThrow(),
                Shop.succeeded())));
        assertThat(shop.claims.claim(worker, Map.of("previz", 9))).hasSize(1);
    }

    @Test
    void a_raised_limit_is_noticed_by_the_sweep() {
        var capped = shop.account("capped");
        shop.database.sql().sql("update account set max_running = 1").update();
        submit(capped, 5);
        shop.submissions.close();
        assertThat(shop.claims.claim(worker, Map.of("previz", 9))).hasSize(1);
        shop.database.sql().sql("update lane set max_running = 3").update();
        assertThat(shop.claims.claim(worker, Map.of("previz", 9))).isEmpty();
        shop.sweeps.lanes();
        assertThat(shop.claims.claim(worker, Map.of("previz", 9))).hasSize(2);
    }

    @Test
    void the_wake_up_that_an_uncommitted_insert_loses_is_healed_by_the_sweep() throws Exception {
        var account = shop.account("studio");
        submit(account, 1);
        shop.submissions.close();
        try (var connection = shop.database.source().getConnection()) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("""
                insert into job (id, account, key, dialect, class, model, state, not_before, request, currency, held, tokens, created)
                select gen_random_uuid(), account, key, dialect, class, model, 1, not_before, request, currency, held, tokens, created
                  from job limit 1\
                """);
                    var wake = connection.prepareStatement(
                            "update lane set active = true where account = '%s' and not active".formatted(account))) {
                assertThat(insert.executeUpdate()).isOne();
                assertThat(wake.executeUpdate()).isZero();
            }
            assertThat(shop.claims.claim(worker, Map.of("previz", 9))).hasSize(1);
            assertThat(shop.number("select count(*) from lane where active")).isZero();
            connection.commit();
        }
        assertThat(shop.claims.claim(worker, Map.of("previz", 9))).isEmpty();
        shop.sweeps.lanes();
        assertThat(shop.claims.claim(worker, Map.of("previz", 9))).hasSize(1);
    }

    @Test
    void a_claimer_waits_for_the_only_lane_while_another_holds_it() throws Exception {
        var account = shop.account("studio");
        submit(account, 2);
        try (var connection = shop.database.source().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            try (var lock = connection.prepareStatement("select 1 from lane for update")) {
                lock.execute();
            }
            var claimed = threads.submit(() -> shop.claims.claim(worker, Map.of("previz", 2)));
            while (shop.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                            + " current_database()")
                    == 0) {
                Thread.onSpinWait();
            }
            connection.commit();
            assertThat(claimed.get()).hasSize(2);
        }
    }
}
