package dev.shotwright.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void all_have_their_turn_and_never_more_than_so_many_at_once() throws Exception {
        var turns = new Turns(4);
        var working = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(4);
        var open = new CountDownLatch(1);
        var done = new CountDownLatch(100);
        for (var i = 0; i < 100; i++) {
            var fails = i % 10 == 0;
            turns.execute(() -> {
                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                full.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    working.decrementAndGet();
                    done.countDown();
                }
                if (fails) {
                    throw new IllegalStateException("on purpose");
                }
            });
        }
        full.await();
        assertThat(done.getCount()).isEqualTo(100);
        open.countDown();
        done.await();
        assertThat(most).hasValue(4);
    }
}
