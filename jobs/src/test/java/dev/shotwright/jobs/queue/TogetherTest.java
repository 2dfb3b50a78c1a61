package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch blocked = new CountDownLatch(2);
    private final CountDownLatch open = new CountDownLatch(1);

    private List<String> slow(List<UUID> ids) {
        sizes.add(ids.size());
        blocked.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ids.stream().map(UUID::toString).toList();
    }

    @Test
    void questions_that_come_while_others_are_answered_are_answered_together() throws Exception {
        var together = new Together<>("slow", this::slow);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<?>>();
            Callable<Object> ask = () -> {
                var id = UUID.randomUUID();
                assertThat(together.ask(id)).isEqualTo(id.toString());
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
        var together = new Together<UUID, String>("broken", _ -> {
            throw new IllegalArgumentException("no database");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<?>>();
            for (var i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> together.ask(UUID.randomUUID())));
            }
            for (var answer : answers) {
                assertThatThrownBy(answer::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("no database");
            }
        }
    }

    @Test
    void what_is_wrong_with_one_is_nothing_to_those_beside_it() throws Exception {
        var together = new Together<Integer, Integer>("halves", numbers -> {
            blocked.countDown();
            slow(List.of());
            return numbers.stream().map(number -> 100 / number).toList();
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (var number : List.of(1, 2, 0, 4, 5)) {
                answers.add(threads.submit(() -> together.ask(number)));
            }
            blocked.await();
            open.countDown();
            for (var i : List.of(0, 1, 3, 4)) {
                assertThat(answers.get(i).get()).isEqualTo(100 / (i + 1));
            }
            assertThatThrownBy(() -> answers.get(2).get()).hasRootCauseInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void two_about_the_same_are_never_in_one_group() throws Exception {
        var groups = new ConcurrentLinkedQueue<List<Integer>>();
        var together = new Together<Integer, Integer>("pairs", number -> number % 10, numbers -> {
            groups.add(numbers);
            slow(List.of());
            return numbers;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (var number = 0; number < 40; number++) {
                var asked = number;
                answers.add(threads.submit(() -> together.ask(asked)));
            }
            blocked.await();
            open.countDown();
            for (var number = 0; number < 40; number++) {
                assertThat(answers.get(number).get()).isEqualTo(number);
            }
        }
        assertThat(groups)
                .allSatisfy(group ->
                        assertThat(group.stream().map(number -> number % 10)).doesNotHaveDuplicates());
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(40);
    }
}
