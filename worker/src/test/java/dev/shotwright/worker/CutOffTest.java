package dev.shotwright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of jobs whose worker no longer reaches the database, and of that worker. */
final class CutOffTest {
    private static final int SILENCE = 2;

    @TempDir
    private Path folder;

    private Workplace place;
    private Wire wire;

    /** How a network fails. */
    enum Failure {
        CUT,
        HALF_OPEN;

        void befall(Wire wire) {
            switch (this) {
                case CUT -> wire.cut();
                case HALF_OPEN -> wire.swallow();
            }
        }
    }

    @BeforeEach
    void open() {
        place = new Workplace(folder);
        wire = new Wire(place.database.address());
    }

    @AfterEach
    void close() {
        wire.mend();
        place.close();
        wire.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_draw_of_a_worker_that_is_cut_off_is_carried_on_by_another_and_submitted_once(Failure failure) {
        place.ark.lasting(Duration.ofSeconds(1));
        var lonely = place.worker("lonely", wire.address(SILENCE));
        var id = place.hosted();
        var ticket = place.ticket(id);
        failure.befall(wire);
        var done = doneByAnother(id);
        assertThat(place.tickets(id)).containsExactly(ticket);
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(place.endings(id)).isEqualTo(1);
        comesBack(lonely, done);
    }

    @ParameterizedTest
    @EnumSource
    void a_submission_whose_ticket_could_not_be_written_down_is_found_at_the_vendor(Failure failure) {
        place.ark.lasting(Duration.ofSeconds(1));
        var lonely = place.worker("lonely", wire.address(SILENCE));
        var id = place.hosted();
        place.awaitSubmission();
        failure.befall(wire);
        var done = doneByAnother(id);
        assertThat(place.tickets(id)).hasSize(1);
        assertThat(place.ark.submissions()).isEqualTo(1);
        comesBack(lonely, done);
    }

    @ParameterizedTest
    @EnumSource
    void a_clip_of_a_worker_that_is_cut_off_is_drawn_by_another(Failure failure) {
        var lonely = place.worker("lonely", wire.address(SILENCE));
        var id = place.previz(2);
        Workplace.await(() -> place.job(id).progress() > 0, () -> "it does not begin");
        failure.befall(wire);
        var done = doneByAnother(id);
        assertThat(done.losses()).isEqualTo(1);
        comesBack(lonely, done);
    }

    /** The lease runs out, another worker takes the job over and ends it, and goes. */
    private Job doneByAnother(UUID id) {
        var lonely = Objects.requireNonNull(place.job(id).worker());
        place.leasesRunOut(id);
        var other = place.worker("other");
        var done = place.await(id, JobState.SUCCEEDED);
        assertThat(done.worker()).isEqualTo(other.id()).isNotEqualTo(lonely);
        other.close();
        return done;
    }

    /** The worker that was cut off changes nothing of what was done without it, lets go, and works again. */
    private void comesBack(Worker lonely, Job done) {
        wire.mend();
        Workplace.await(() -> lonely.busy() == 0, () -> "it holds on to what it has lost");
        var again = place.await(place.previz(1), JobState.SUCCEEDED);
        assertThat(again.worker()).isEqualTo(lonely.id());
        assertThat(place.job(done.id())).isEqualTo(done);
        assertThat(place.purse("held")).isZero();
    }

    @Test
    void a_worker_that_is_cut_off_for_less_than_its_lease_goes_on() {
        place.ark.lasting(Duration.ofSeconds(1));
        var lonely = place.worker("lonely", wire.address(SILENCE));
        var id = place.hosted();
        place.ticket(id);
        var asked = place.ark.questions().size();
        wire.cut();
        Workplace.await(() -> place.ark.questions().size() > asked, () -> "the vendor is not asked");
        wire.mend();
        var done = place.await(id, JobState.SUCCEEDED);
        assertThat(done.worker()).isEqualTo(lonely.id());
        assertThat(done.losses()).isZero();
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(place.endings(id)).isEqualTo(1);
    }
}
