package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    private final Shop shop = new Shop();
    private final Doubts doubts = new Doubts(shop.database, shop.clock, shop.endings, shop.bell);
    private final UUID account = shop.account("studio");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void what_is_in_doubt_stays_held_however_long() {
        var job = doubtful();
        shop.pass(Duration.ofDays(90));
        shop.sweeps.due();
        shop.sweeps.lost();
        shop.sweeps.late();
        shop.sweeps.expired();
        assertThat(shop.job(job).state()).isEqualTo(JobState.IN_DOUBT);
        assertPurses("998", "2", "0");
        assertThat(doubts.list(10)).extracting(Job::id).containsExactly(job.id());
    }

    @Test
    void a_person_settles_what_the_vendor_billed() {
        var job = doubtful();
        shop.told.clear();
        var after = doubts.settle(job.id(), Money.parse("1.5 CNY"), "on the vendor's bill", null);
        assertThat(after.state()).isEqualTo(JobState.FAILED);
        assertThat(after.cost()).isEqualTo(Money.parse("1.5 CNY"));
        assertThat(Objects.requireNonNull(after.failure()).billing()).isEqualTo(Billing.BILLED);
        assertPurses("998.5", "0", "1.5");
        assertThat(shop.told).containsExactly(job.id());
        assertThat(doubts.list(10)).isEmpty();
        assertThat(shop.number("select count(*) from audit where act = 'job.settle'"))
                .isEqualTo(1);
    }

    @Test
    void a_person_releases_what_the_vendor_never_drew() {
        var job = doubtful();
        var after = doubts.release(job.id(), "the vendor has no such draw", null);
        assertThat(after.cost()).isNull();
        assertThat(Objects.requireNonNull(after.failure()).billing()).isEqualTo(Billing.NOT_BILLED);
        assertPurses("1000", "0", "0");
    }

    @Test
    void a_doubt_is_ended_once() {
        var job = doubtful();
        doubts.release(job.id(), "first", null);
        assertThatThrownBy(() -> doubts.settle(job.id(), Money.parse("2 CNY"), "second", null))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.CONFLICT);
        assertPurses("1000", "0", "0");
    }

    @Test
    void nobody_pays_more_for_a_doubt_than_it_holds() {
        var job = doubtful();
        assertThatThrownBy(() -> doubts.settle(job.id(), Money.parse("2.01 CNY"), "a mistake", null))
                .hasMessage("cost is 2.01 CNY; accepted is 0 to 2 CNY, which the job holds");
        assertThatThrownBy(() -> doubts.settle(job.id(), Money.parse("1 USD"), "a mistake", null))
                .isInstanceOf(ShotwrightException.class);
        assertPurses("998", "2", "0");
    }

    @Test
    void a_job_that_is_not_in_doubt_is_left_alone() {
        var job = shop.submit(account);
        assertThatThrownBy(() -> doubts.release(job.id(), "a mistake", null)).isInstanceOf(ShotwrightException.class);
        assertThat(shop.job(job).state()).isEqualTo(JobState.QUEUED);
    }

    private Job doubtful() {
        var job = shop.submit(account);
        var doubt = new Failure(FailureCode.TIMEOUT, "no answer", Retry.LOOK_UP_FIRST, Billing.UNKNOWN, null);
        var lease = shop.claim(shop.ids.next(), 1).getFirst();
        shop.claims.finish(List.of(new Finish(lease, new End.InDoubt(doubt))));
        return job;
    }

    private void assertPurses(String available, String held, String spent) {
        assertThat(shop.purses(account))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal(available), new BigDecimal(held), new BigDecimal(spent));
    }
}
