package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private final Shop shop = new Shop();
    private final UUID account = shop.account("studio");
    private final UUID stranger = shop.account("stranger");

    @AfterEach
    void close() {
        shop.close();
    }

    private List<UUID> listed(Filter filter) {
        return shop.jobs.list(account, filter, null, 100).jobs().stream()
                .map(Job::id)
                .toList();
    }

    @Test
    void a_list_has_every_job_once_page_by_page_while_more_are_coming() {
        var submitted = new ArrayList<UUID>();
        for (var i = 0; i < 25; i++) {
            submitted.add(shop.submit(account).id());
            shop.submit(stranger);
        }
        var seen = new ArrayList<UUID>();
        @Nullable UUID after = null;
        Page page;
        do {
            page = shop.jobs.list(account, Filter.all(), after, 10);
            page.jobs().forEach(job -> seen.add(job.id()));
            after = page.jobs().getLast().id();
            shop.submit(account);
        } while (page.more());
        assertThat(seen).containsExactlyElementsOf(submitted.reversed());
        var oldest = Filter.builder().sequence(Filter.Sequence.OLDEST_FIRST).build();
        assertThat(shop.jobs.list(account, oldest, submitted.get(4), 3).jobs().stream()
                        .map(Job::id))
                .containsExactlyElementsOf(submitted.subList(5, 8));
        assertThat(shop.jobs.page(account, oldest, 2, 10).stream().map(Job::id))
                .containsExactlyElementsOf(submitted.subList(10, 20));
        assertThat(shop.jobs.count(account, oldest)).isEqualTo(28);
    }

    @Test
    void a_list_is_filtered_by_everything_that_a_job_was_given() {
        var flex =
                VideoRequest.builder().model("wan").prompt("x").tier(Tier.FLEX).build();
        var plain = shop.submit(account).id();
        shop.pass(Duration.ofHours(1));
        var rich = Shop.accepted(shop.submissions.submit(shop.submission(
                        account,
                        Draw.builder("previz", "wan", Document.of(VideoRequest.class, flex), Money.of("1", "CNY"))
                                .campaign("spring")
                                .endUser("anna")
                                .build(),
                        Shop.draw())))
                .getFirst();
        var batch = rich.batch();
        assertThat(listed(Filter.builder().model("wan").build())).containsExactly(rich.id());
        assertThat(listed(Filter.builder().campaign("spring").build())).containsExactly(rich.id());
        assertThat(listed(Filter.builder().endUser("anna").build())).containsExactly(rich.id());
        assertThat(listed(Filter.builder().tier(Tier.FLEX).build())).containsExactly(rich.id());
        assertThat(listed(Filter.builder().tier(Tier.STANDARD).build()))
                .hasSize(2)
                .doesNotContain(rich.id());
        assertThat(listed(Filter.builder().batch(batch).build())).hasSize(2).contains(rich.id());
        assertThat(listed(Filter.builder()
                        .ids(List.of(rich.id(), plain, UUID.randomUUID()))
                        .build()))
                .containsExactly(rich.id(), plain);
        assertThat(listed(Filter.builder().from(shop.now).build())).hasSize(2);
        assertThat(listed(Filter.builder().to(shop.now).build())).containsExactly(plain);
        assertThat(listed(Filter.builder().dialect("native").build())).hasSize(3);
        assertThat(listed(Filter.builder().dialect("ark").build())).isEmpty();
        shop.jobs.cancel(account, plain);
        assertThat(listed(Filter.builder()
                        .states(Set.of(JobState.CANCELLED, JobState.FAILED))
                        .build()))
                .containsExactly(plain);
    }

    @Test
    void a_stranger_finds_cancels_and_deletes_nothing() {
        var job = shop.submit(account);
        assertThat(shop.jobs.find(stranger, job.id())).isNull();
        assertThat(shop.jobs.cancel(stranger, job.id())).isEqualTo(Cancellation.UNKNOWN);
        shop.jobs.cancel(account, job.id());
        assertThat(shop.jobs.delete(stranger, job.id())).isFalse();
        assertThat(shop.job(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void a_job_is_cancelled_in_every_state_as_far_as_that_state_allows() {
        var delayed = Shop.accepted(shop.submissions.submit(
                        shop.submission(account, Shop.draw(draw -> draw.notBefore(shop.now.plusSeconds(60))))))
                .getFirst();
        assertThat(shop.jobs.cancel(account, delayed.id())).isEqualTo(Cancellation.CANCELLED);
        var queued = shop.submit(account);
        assertThat(shop.jobs.cancel(account, queued.id())).isEqualTo(Cancellation.CANCELLED);
        assertThat(shop.purses(account).getFirst()).isEqualByComparingTo("1000");

        var running = shop.submit(account);
        var lease = shop.claim(shop.ids.next(), 1).getFirst();
        assertThat(shop.jobs.cancel(account, running.id())).isEqualTo(Cancellation.ASKED);
        assertThat(shop.jobs.cancel(account, running.id())).isEqualTo(Cancellation.ASKED);
        assertThat(shop.claims.renew(List.of(lease)).cancelled()).containsExactly(running.id());
        assertThat(shop.claims.look(List.of(lease)).cancelled()).containsExactly(running.id());
        shop.claims.finish(List.of(new Finish(lease, new End.Cancelled(Billing.NOT_BILLED, null))));
        assertThat(shop.job(running).state()).isEqualTo(JobState.CANCELLED);

        for (var end : List.of(
                Shop.succeeded(),
                Shop.failed(Billing.NOT_BILLED),
                new End.InDoubt(new Failure(FailureCode.TIMEOUT, "lost", Retry.NEVER, Billing.UNKNOWN, null)))) {
            var job = shop.submit(account);
            shop.claims.finish(List.of(new Finish(shop.claim(shop.ids.next(), 1).getFirst(), end)));
            var before = shop.job(job);
            assertThat(shop.jobs.cancel(account, job.id())).isEqualTo(Cancellation.TOO_LATE);
            assertThat(shop.job(job)).isEqualTo(before);
        }
        assertThat(shop.jobs.cancel(account, UUID.randomUUID())).isEqualTo(Cancellation.UNKNOWN);
        assertThat(shop.number("select count(*) from job where state in (0, 1, 2)"))
                .isZero();
        assertThat(shop.claim(shop.ids.next(), 9)).isEmpty();
    }

    @Test
    void a_cancelled_job_whose_worker_is_lost_is_not_drawn_again() {
        var job = shop.submit(account);
        shop.claim(shop.ids.next(), 1);
        shop.jobs.cancel(account, job.id());
        shop.pass(Claims.LEASE.plusSeconds(1));
        shop.sweeps.lost();
        assertThat(shop.job(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(shop.purses(account).getFirst()).isEqualByComparingTo("1000");
    }

    @Test
    void what_nobody_began_by_its_deadline_expires_and_costs_nothing() {
        var job = Shop.accepted(shop.submissions.submit(
                        shop.submission(account, Shop.draw(draw -> draw.deadline(shop.now.plusSeconds(60))))))
                .getFirst();
        shop.sweeps.late();
        assertThat(shop.job(job).state()).isEqualTo(JobState.QUEUED);
        shop.pass(Duration.ofSeconds(60));
        shop.sweeps.late();
        assertThat(shop.job(job).state()).isEqualTo(JobState.EXPIRED);
        assertThat(shop.purses(account).getFirst()).isEqualByComparingTo("1000");
        assertThat(shop.told).containsExactly(job.id());
    }

    @Test
    void a_deleted_record_is_gone_with_its_wish_and_its_clips_and_stays_on_the_books() {
        var job = shop.submit(account);
        assertThat(shop.jobs.delete(account, job.id())).isFalse();
        shop.claims.finish(List.of(new Finish(shop.claim(shop.ids.next(), 1).getFirst(), Shop.succeeded())));
        assertThat(shop.jobs.delete(account, job.id())).isTrue();
        assertThat(shop.jobs.delete(account, job.id())).isFalse();
        assertThat(shop.jobs.find(account, job.id())).isNull();
        assertThat(listed(Filter.all())).isEmpty();
        shop.sweeps.expired();
        assertThat(shop.removed).containsExactly(Shop.clip());
        assertThat(shop.database
                        .sql()
                        .sql("select request::text || clips::text from job")
                        .query(String.class)
                        .single())
                .isEqualTo("{}[]");
        assertThat(shop.purses(account).getLast()).isEqualByComparingTo("2");
    }

    @Test
    void clips_are_removed_when_their_time_is_over_and_the_job_stays() {
        var job = shop.submit(account);
        shop.claims.finish(List.of(new Finish(
                shop.claim(shop.ids.next(), 1).getFirst(),
                new End.Succeeded(List.of(Shop.clip()), null, shop.now.plusSeconds(3600)))));
        shop.sweeps.expired();
        assertThat(shop.removed).isEmpty();
        shop.pass(Duration.ofHours(1));
        shop.sweeps.expired();
        shop.sweeps.expired();
        assertThat(shop.removed).containsExactly(Shop.clip());
        assertThat(shop.job(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(shop.job(job).clips()).isEmpty();
    }
}
