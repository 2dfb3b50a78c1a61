package dev.shotwright.providers.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.request.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void begin() {
        bench = new Bench(folder);
    }

    /** Holds the task that is named until it is killed. */
    public static void main(String[] arguments) throws Exception {
        var journal = new Journal(Path.of(arguments[0]), new SplittableRandom());
        try (var claim = journal.claim(arguments[1])) {
            System.out.println(claim == null ? "held" : "mine");
            Thread.sleep(60_000);
        }
    }

    @Test
    void a_task_is_read_as_it_was_written_at_every_stage() {
        try (var claim = bench.begin()) {
            bench.onSave = task -> assertThat(bench.journal().read(task.id())).isEqualTo(task);
            bench.model.submissions.add(
                    () -> ScriptedModel.failed(FailureCode.RATE_LIMITED, Retry.SAFE, Billing.NOT_BILLED));
            assertThat(bench.courier().carry(claim).stage()).isEqualTo(Stage.FETCHED);
        }
    }

    @Test
    void a_task_has_one_holder_at_a_time() {
        var journal = bench.journal();
        try (var claim = bench.begin(journal, Switch.OFF)) {
            var id = claim.task().id();
            assertThat(journal.claimed(id)).isTrue();
            assertThat(journal.claim(id)).isNull();
        }
        assertThat(journal.claimed(bench.only().id())).isFalse();
        try (var claim = journal.claim(bench.only().id())) {
            assertThat(claim).isNotNull();
        }
    }

    @Test
    void a_second_process_is_refused_while_the_first_lives_and_takes_over_when_it_is_dead() throws Exception {
        bench.begin().close();
        var id = bench.only().id();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalTest.class.getName(),
                        folder.resolve("tasks").toString(),
                        id)
                .redirectErrorStream(true)
                .start();
        try (var told = process.inputReader()) {
            assertThat(told.readLine()).isEqualTo("mine");
            var journal = bench.journal();
            assertThat(journal.claimed(id)).isTrue();
            assertThat(journal.claim(id)).isNull();
            assertThat(journal.read(id).stage()).isEqualTo(Stage.PREPARED);
            process.destroyForcibly().waitFor();
            assertThat(journal.claimed(id)).isFalse();
            try (var claim = journal.claim(id)) {
                assertThat(claim).isNotNull();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void tasks_are_whole_whenever_they_are_read() throws Exception {
        var done = new AtomicBoolean();
        try (var claim = bench.begin();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                for (var i = 0; i < 60; i++) {
                    claim.save(claim.task().submitting(ScriptedModel.BEGIN).doubted(ScriptedModel.BEGIN));
                }
                done.set(true);
            });
            while (!done.get() && !writer.isDone()) {
                assertThat(bench.journal().contents().unreadable()).isEmpty();
                assertThat(bench.journal().contents().tasks()).hasSize(1);
            }
            writer.get();
        }
        assertThat(bench.only().attempts()).hasSize(60);
    }

    @Test
    void a_change_is_saved_by_a_thread_that_was_interrupted() {
        try (var claim = bench.begin()) {
            Thread.currentThread().interrupt();
            claim.save(claim.task().submitting(ScriptedModel.BEGIN));
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(bench.only().stage()).isEqualTo(Stage.SUBMITTING);
    }

    @Test
    void a_file_that_is_no_task_is_told_and_hides_no_other() throws IOException {
        bench.begin().close();
        Files.writeString(folder.resolve("tasks/bcdfghjk.json"), "{");
        Files.writeString(folder.resolve("tasks/notes.json"), "{");
        var contents = bench.journal().contents();
        assertThat(contents.tasks()).hasSize(1);
        assertThat(contents.unreadable()).hasSize(1).first().asString().contains("bcdfghjk.json");
    }

    @Test
    void what_could_not_be_read_again_is_refused_before_anybody_is_asked() {
        var request = ScriptedModel.request().toBuilder()
                .options(Map.of("long", "x".repeat(5 << 20)))
                .build();
        assertThatThrownBy(() -> bench.journal()
                        .begin(id -> Task.prepared(
                                id,
                                "somebody",
                                request,
                                "/dog.mp4",
                                Switch.OFF,
                                ScriptedModel.BEGIN,
                                ScriptedModel.CARD.tariff().quote(request))))
                .isInstanceOf(ShotwrightException.class);
        assertThat(bench.journal().contents().tasks()).isEmpty();
        assertThat(folder.resolve("tasks")).isEmptyDirectory();
    }

    @Test
    void a_task_that_moves_to_another_machine_keeps_the_name_by_which_it_is_looked_for() throws IOException {
        try (var claim = bench.begin()) {
            var name = claim.task().request().clientReference();
            var moved = claim.task().movedTo(ScriptedModel.request(), "/there/dog.mp4");
            assertThat(name).isNotNull();
            assertThat(moved.request().clientReference()).isEqualTo(name);
            assertThat(moved.output()).isEqualTo("/there/dog.mp4");
        }
    }

    @Test
    void nobody_else_reads_the_journal() throws IOException {
        bench.begin().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tasks"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_mistyped_name_is_told_the_nearest() {
        bench.begin().close();
        var id = bench.only().id();
        var wrong = id.substring(0, 7) + (id.endsWith("b") ? "c" : "b");
        assertThatThrownBy(() -> bench.journal().claim(wrong)).hasMessageContaining("nearest is " + id);
        assertThatThrownBy(() -> bench.journal().claim("../../x")).isInstanceOf(ShotwrightException.class);
    }
}
