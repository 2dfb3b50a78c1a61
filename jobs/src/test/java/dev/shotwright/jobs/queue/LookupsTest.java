package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch blocked = new CountDownLatch(2);
    private final CountDownLatch open = new CountDownLatch(1);

    private List<Job> slow(Collection<UUID> ids) {
        sizes.add(ids.size());
        blocked.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    @Test
    void questions_that_come_while_others_are_answered_are_answered_together() throws Exception {
        var lookups = new Lookups(this::slow);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<?>>();
            Callable<Object> ask = () -> {
                lookups.find(UUID.randomUUID());
                return "answered";
            };
            answers.add(threads.submit(ask));
            while (sizes.isEmpty()) {
                Thread.onSpinWait();
            }
            answers.add(threads.submit(ask));
            blocked.await();
            var ready = new CountDownLatch(50);
            for (var i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    return ask.call();
                }));
            }
            ready.await();
            open.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo("answered");
            }
        }
        assertThat(sizes).startsWith(1, 1).hasSizeLessThan(30);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(52);
    }

    @Test
    void whoever_asks_hears_of_the_fault() throws Exception {
        var lookups = new Lookups(_ -> {
            throw new IllegalArgumentException("no database");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<?>>();
            for (var i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> lookups.find(UUID.randomUUID())));
            }
            for (var answer : answers) {
                assertThatThrownBy(answer::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("no database");
            }
        }
    }
}
