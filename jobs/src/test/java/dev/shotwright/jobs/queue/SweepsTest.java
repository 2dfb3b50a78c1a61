package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepsTest {

    @Test
    void a_started_scheduler_queues_what_is_due_at_two_servers_at_once() throws Exception {
        try (var shop = new Shop()) {
            var account = shop.account("studio");
            var job = Shop.accepted(shop.submissions.submit(
                            shop.submission(account, Shop.draw(draw -> draw.notBefore(shop.now.plusSeconds(60))))))
                    .getFirst();
            var one = shop.sweeps.start(List.of());
            var other = shop.sweeps.start(List.of());
            try {
                shop.pass(Duration.ofSeconds(61));
                while (shop.job(job).state() == JobState.DELAYED) {
                    shop.pass(Duration.ofSeconds(1));
                    Thread.sleep(20);
                }
                assertThat(shop.job(job).state()).isEqualTo(JobState.QUEUED);
            } finally {
                one.stop();
                other.stop();
            }
        }
    }
}
