package dev.shotwright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.jobs.storage.Still;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips that workers draw themselves. */
final class LocalWorkTest {
    private static final int LONG = 60;

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
    void a_clip_is_drawn_labelled_and_kept_whole() {
        place.worker("one");
        var id = place.previz(1);
        var job = place.await(id, JobState.SUCCEEDED);
        var clip = job.clips().getFirst();
        assertThat(Files.exists(folder.resolve("media").resolve(clip.place()))).isTrue();
        assertThat(clip.type()).isEqualTo("video/mp4");
        assertThat(clip.stills()).containsExactly(Still.values());
        for (var still : Still.values()) {
            var picture = folder.resolve("media")
                    .resolve(still.of(new Place(clip.place())).text());
            assertThat(Files.exists(picture)).as(still.name()).isTrue();
        }
        assertThat(clip.seed()).isNotNull();
        assertThat(job.usage()).isNotNull();
        Workplace.await(() -> isEmpty(folder.resolve("one")), () -> "what was worked on lies about");
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_cancel_reaches_a_step_that_runs() {
        place.worker("one");
        var id = place.previz(LONG);
        Workplace.await(() -> place.job(id).progress() > 0, () -> "it does not begin");
        place.jobs.cancel(place.account, id);
        place.await(id, JobState.CANCELLED);
        assertThat(place.hasClip(id)).isFalse();
    }

    @Test
    void a_worker_that_lost_its_lease_stops_and_writes_nothing() {
        var worker = place.worker("one");
        var id = place.previz(LONG);
        Workplace.await(() -> place.job(id).progress() > 0, () -> "it does not begin");
        var before = place.job(id);
        place.database
                .sql()
                .sql("update job set fence = fence + 1, worker = gen_random_uuid(), lease_until = now() + interval"
                        + " '1 h' where id = ?")
                .param(id)
                .update();
        Workplace.await(() -> worker.busy() == 0, () -> "it goes on");
        var after = place.job(id);
        assertThat(after.state()).isEqualTo(JobState.RUNNING);
        assertThat(after.fence()).isEqualTo(before.fence() + 1);
        assertThat(after.losses()).isZero();
        assertThat(place.hasClip(id)).isFalse();
    }

    @Test
    void a_clip_that_was_lost_with_its_worker_is_drawn_elsewhere() throws Exception {
        var killed = place.process("one");
        var id = place.previz(8);
        Workplace.await(() -> place.job(id).progress() > 0, () -> "it does not begin");
        killed.destroyForcibly().waitFor();
        place.worker("two");
        place.leasesRunOut(id);
        var job = place.await(id, JobState.SUCCEEDED);
        assertThat(job.losses()).isEqualTo(1);
        assertThat(job.clips()).hasSize(1);
    }

    @Test
    void a_worker_that_stops_gives_its_clip_back() {
        var first = place.worker("one");
        var id = place.previz(LONG);
        Workplace.await(() -> place.job(id).progress() > 0, () -> "it does not begin");
        first.close();
        var job = place.job(id);
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.losses()).isZero();
    }
}
