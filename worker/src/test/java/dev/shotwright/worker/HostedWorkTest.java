package dev.shotwright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shotwright.fakes.FakeClips.ClipTrouble;
import dev.shotwright.fakes.Question;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.queue.Cancellation;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Draws of a vendor's that workers carry, and the faults that gateways are known for. */
final class HostedWorkTest {
    private static final int LOOK_UPS = 5;

    @TempDir
    private Path folder;

    private Workplace place;

    @BeforeEach
    void open() {
        place = new Workplace(folder);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void a_draw_is_submitted_polled_fetched_kept_and_settled_by_its_usage() {
        place.worker("one");
        var id = place.hosted();
        var held = place.purse("held");
        var job = place.await(id, JobState.SUCCEEDED);
        assertThat(job.clips()).singleElement().satisfies(clip -> {
            assertThat(clip.place()).startsWith("clips/" + id + "/");
            assertThat(clip.size()).isNotNull();
            assertThat(clip.sha256()).hasSize(64);
        });
        assertThat(place.hasClip(id)).isTrue();
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(held).isPositive();
        assertThat(place.purse("held")).isZero();
        assertThat(place.purse("spent")).isPositive().isLessThanOrEqualTo(held);
        assertThat(job.cost()).isNotNull();
    }

    @Test
    void every_line_about_a_job_names_it_and_the_request_that_asked_for_it() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger("dev.shotwright.worker");
        log.addAppender(lines);
        try {
            place.worker("one");
            place.ark.troubleInquiry(Trouble.HTML);
            var id = place.hosted();
            place.await(id, JobState.SUCCEEDED);
            var job = Ids.write(Prefix.JOB, id);
            Workplace.await(
                    () -> lines.list.stream().anyMatch(line -> line.getMessage().equals("succeeded")),
                    () -> "nobody told how it ended");
            assertThat(lines.list)
                    .anySatisfy(line -> assertThat(line.getFormattedMessage()).startsWith("begun"))
                    .anySatisfy(line ->
                            assertThat(line.getKeyValuePairs()).contains(new KeyValuePair("ticket", place.ticket(id))))
                    .allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                            .containsEntry("job", job)
                            .containsEntry("request", Workplace.REQUEST));
            assertThat(place.job(id).requestId()).isEqualTo(Workplace.REQUEST);
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void a_failed_task_is_not_charged() {
        place.worker("one");
        place.ark.failNext("InternalServiceError");
        var job = place.await(place.hosted(), JobState.FAILED);
        assertThat(job.failure()).isNotNull();
        assertThat(place.purse("held")).isZero();
        assertThat(place.purse("spent")).isZero();
    }

    @Test
    void a_vendor_without_room_fails_no_job() {
        place.worker("one");
        place.ark.refuseNext("429 ServerOverloaded");
        var id = place.hosted();
        place.await(id, JobState.SUCCEEDED);
        assertThat(place.ark.submissions()).isEqualTo(2);
        assertThat(place.tickets(id)).hasSize(1);
    }

    @Test
    void a_poll_timeout_is_not_a_verdict() {
        place.worker("one");
        place.ark.lasting(Duration.ofSeconds(1));
        var id = place.hosted();
        place.ticket(id);
        place.ark.troubleInquiry(Trouble.LOST_QUESTION, Trouble.OVERLOADED, Trouble.HTML, Trouble.LOST_ANSWER);
        place.await(id, JobState.SUCCEEDED);
        assertThat(place.ark.submissions()).isEqualTo(1);
    }

    @Test
    void a_download_failure_does_not_regenerate() {
        place.worker("one");
        place.ark.clips().trouble(ClipTrouble.values());
        place.await(place.hosted(), JobState.SUCCEEDED);
        assertThat(place.ark.submissions()).isEqualTo(1);
    }

    @Test
    void a_restart_does_not_re_queue_running_hosted_jobs() {
        place.ark.lasting(Duration.ofSeconds(2));
        var first = place.worker("one");
        var id = place.hosted();
        var ticket = place.ticket(id);
        first.close();
        place.worker("two");
        place.await(id, JobState.SUCCEEDED);
        assertThat(place.tickets(id)).containsExactly(ticket);
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(place.job(id).losses()).isZero();
    }

    @Test
    void a_killed_workers_draw_is_taken_over_and_submitted_once() throws Exception {
        place.ark.lasting(Duration.ofSeconds(2));
        var killed = place.process("one");
        var id = place.hosted();
        var ticket = place.ticket(id);
        killed.destroyForcibly().waitFor();
        place.worker("two");
        place.leasesRunOut(id);
        place.await(id, JobState.SUCCEEDED);
        assertThat(place.tickets(id)).containsExactly(ticket);
        assertThat(place.ark.submissions()).isEqualTo(1);
    }

    @Test
    void there_is_no_fallback_after_an_acceptance() {
        place.worker("one");
        place.ark.failNext("OutputVideoSensitiveContentDetected");
        var id = place.hosted();
        place.await(id, JobState.FAILED);
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(place.tickets(id)).hasSize(1);
    }

    @Test
    void a_cancel_of_a_re_queued_job_uses_its_own_attempts_ticket() {
        place.ark.lasting(Duration.ofMinutes(5));
        var first = place.worker("one");
        var other = place.hosted();
        var id = place.hosted();
        var ticket = place.ticket(id);
        place.ticket(other);
        first.close();
        place.worker("two");
        place.await(id, JobState.RUNNING);
        assertThat(place.jobs.cancel(place.account, id)).isEqualTo(Cancellation.ASKED);
        Workplace.await(
                () -> place.ark.questions().stream().anyMatch(HostedWorkTest::deletes), () -> "nothing was cancelled");
        assertThat(place.ark.questions())
                .filteredOn(HostedWorkTest::deletes)
                .allSatisfy(question -> assertThat(question.path()).endsWith("/" + ticket));
        assertThat(place.ark.submissions()).isEqualTo(2);
    }

    @Test
    void a_cancel_that_nobody_heard_is_heeded_before_a_submission_is_repeated() throws Exception {
        for (var i = 0; i < 9; i++) {
            place.ark.refuseNext("429 ServerOverloaded");
        }
        var killed = place.process("one");
        var id = place.hosted();
        Workplace.await(
                () -> place.ark.submissions() == 1
                        && place.database
                                .sql()
                                .sql("select state from attempt where job = ?")
                                .param(id)
                                .query(String.class)
                                .list()
                                .contains("prepared"),
                () -> "it was not put off");
        killed.destroyForcibly().waitFor();
        assertThat(place.jobs.cancel(place.account, id)).isEqualTo(Cancellation.ASKED);
        place.worker("two");
        place.leasesRunOut(id);
        place.await(id, JobState.CANCELLED);
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(place.purse("held")).isZero();
    }

    private static boolean deletes(Question question) {
        return question.method().equals("DELETE");
    }

    @Test
    void an_answer_that_was_lost_is_looked_for_and_found() {
        place.worker("one");
        place.ark.troubleSubmission(Trouble.LOST_ANSWER);
        var id = place.hosted();
        place.await(id, JobState.SUCCEEDED);
        assertThat(place.ark.submissions()).isEqualTo(1);
    }

    @Test
    void a_late_proof_ends_a_doubt_without_another_submission() {
        var worker = place.worker("one");
        var asked = new Trouble[LOOK_UPS];
        Arrays.fill(asked, Trouble.OVERLOADED);
        place.ark.troubleInquiry(asked);
        place.ark.troubleSubmission(Trouble.LOST_ANSWER);
        var id = place.hosted();
        place.await(id, JobState.IN_DOUBT);
        Workplace.await(
                () -> {
                    worker.lookForDoubts();
                    return place.job(id).state() != JobState.IN_DOUBT;
                },
                () -> "it is not found");
        place.await(id, JobState.SUCCEEDED);
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(place.purse("held")).isZero();
        assertThat(place.purse("spent")).isPositive();
    }

    @Test
    void a_batch_is_not_half_accepted_and_is_reported_item_by_item() {
        place.ark.refuseNext("400 InputTextSensitiveContentDetected");
        var draw =
                Workplace.hostedDraw(VideoRequest.builder().prompt("a dog runs").build());
        var first = place.job(place.submit(draw, draw, draw));
        assertThat(first.batch()).isNotNull();
        place.worker("one");
        var batch = Objects.requireNonNull(first.batch());
        Workplace.await(
                () -> place.jobs.batch(place.account, batch).stream()
                        .allMatch(job -> job.state().ended()),
                () -> "not all end");
        assertThat(place.jobs.batch(place.account, batch))
                .extracting(Job::state)
                .containsExactlyInAnyOrder(JobState.FAILED, JobState.SUCCEEDED, JobState.SUCCEEDED);
        assertThat(place.purse("held")).isZero();
        assertThat(place.ark.submissions()).isEqualTo(3);
    }

    @Test
    void a_doubt_keeps_its_money_held_and_is_not_submitted_again() {
        place.worker("one");
        place.ark.troubleSubmission(Trouble.LOST_ANSWER);
        var id = place.submit(Workplace.hostedDraw(
                VideoRequest.builder().prompt("a dog runs").endUser("somebody").build()));
        var held = place.purse("held");
        var job = place.await(id, JobState.IN_DOUBT);
        assertThat(place.purse("held")).isEqualByComparingTo(held).isNotEqualByComparingTo(BigDecimal.ZERO);
        assertThat(job.clips()).isEmpty();
        assertThat(place.ark.submissions()).isEqualTo(1);
    }
}
