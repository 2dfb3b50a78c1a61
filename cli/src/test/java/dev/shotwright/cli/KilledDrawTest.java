package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeTask;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Trouble;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Paid draws in processes of their own that are killed anywhere between their first question and their last. Fifty kills:
 * {@code mvn -pl cli -am test -Dtest=KilledDrawTest -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.options=-Dkills=50}.
 */
@EnabledOnOs(OS.LINUX)
final class KilledDrawTest {
    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int CLIPS = 2;
    private static final int QUESTIONS = 16;
    private static final long MOMENT = 3_000_000;
    private static final int CLIP_BYTES = 3 << 20;
    private static final String UNNAMED = "somebody";

    @TempDir
    private Path folder;

    private FakeArk fake;

    @BeforeEach
    void open() throws IOException {
        fake = FakeVendor.started(new FakeArk());
        fake.clips().grow(CLIP_BYTES);
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/config.yaml"), "vendors: {ark: {pollEvery: 0.02}}\n");
        Files.writeString(
                folder.resolve("unnamed.yaml"), "prompt: a dog runs\nlabel: off\nendUser: %s\n".formatted(UNNAMED));
        Files.writeString(folder.resolve("named.yaml"), "prompt: a dog runs\nlabel: off\n");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private Map<String, String> environment() {
        return Map.of(
                "SHOTWRIGHT_HOME", folder.resolve("home").toString(),
                "SHOTWRIGHT_ARK_ADDRESS", fake.address().toString(),
                "ARK_API_KEY", fake.keys().getFirst());
    }

    private Process start(int number, String request) throws IOException {
        var words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Shotwright.class.getName(),
                "generate",
                "--request",
                request,
                "--model",
                "ark/seedance-2.0",
                "--count",
                String.valueOf(CLIPS),
                "-o",
                "clip-%d.mp4".formatted(number));
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(folder.resolve("told").toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    /** Kills a process after so many questions, and a moment more. */
    private void kill(Process process, int questions, long moment) throws InterruptedException {
        var before = asked();
        while (process.isAlive() && asked() - before < questions) {
            Thread.onSpinWait();
        }
        for (var begun = System.nanoTime(); process.isAlive() && System.nanoTime() - begun < moment; ) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
    }

    private int asked() {
        return fake.questions().size() + fake.clips().fetches();
    }

    @Test
    void a_process_killed_at_any_moment_pays_for_no_clip_twice_and_loses_none() throws Exception {
        var random = new SplittableRandom(11);
        for (var kill = 0; kill < KILLS; kill++) {
            if (random.nextInt(4) == 0) {
                fake.troubleSubmission(Trouble.LOST_QUESTION);
            }
            var process = start(kill, random.nextInt(3) == 0 ? "unnamed.yaml" : "named.yaml");
            assertThat(process.info().commandLine().orElse("")).doesNotContain(fake.keys());
            kill(process, 1 + random.nextInt(random.nextBoolean() ? CLIPS : QUESTIONS), random.nextLong(MOMENT));
        }
        assertThat(asked()).as(Files.readString(folder.resolve("told"))).isPositive();
        var desk = new Desk(folder, environment());
        desk.run("resume");
        assertThat(desk.run("tasks", "--all", "--json")).isEqualTo(Exit.DONE);
        var tasks = new ArrayList<JsonNode>();
        desk.json().get("tasks").forEach(tasks::add);
        assertThat(tasks).allSatisfy(task -> assertThat(state(task)).isIn("fetched", "in-doubt", "prepared"));
        assertThat(fake.submissions()).isLessThanOrEqualTo(tasks.size());
        assertEachClipIsOnTheDiskOrInDoubt(tasks);
        desk.run("tasks");
        tasks.stream()
                .filter(task -> state(task).equals("in-doubt"))
                .forEach(
                        task -> assertThat(desk.out()).contains(task.get("task").asString()));
    }

    private void assertEachClipIsOnTheDiskOrInDoubt(List<JsonNode> tasks) throws IOException {
        var byTicket = new TreeMap<String, JsonNode>();
        for (var task : tasks) {
            if (state(task).equals("fetched")) {
                assertThat(byTicket.put(task.get("ticket").asString(), task)).isNull();
                assertThat(Files.mismatch(Path.of(task.get("file").asString()), whole()))
                        .isEqualTo(-1);
            }
        }
        var doubted =
                tasks.stream().filter(task -> state(task).equals("in-doubt")).count();
        var unfound = fake.tasks().stream()
                .filter(task -> !byTicket.containsKey(task.id()))
                .toList();
        assertThat(unfound).hasSizeLessThanOrEqualTo((int) doubted);
        assertThat(unfound).allSatisfy(task -> assertThat(task.seen()).containsEntry("reference", UNNAMED));
        assertThat(fake.tasks().stream()
                        .map(FakeTask::seen)
                        .map(seen -> seen.get("reference"))
                        .filter(reference -> !UNNAMED.equals(reference)))
                .doesNotHaveDuplicates();
    }

    private Path whole() throws IOException {
        return Files.write(folder.resolve("whole.mp4"), fake.clips().bytes());
    }

    private static String state(JsonNode task) {
        return task.get("state").asString();
    }
}
