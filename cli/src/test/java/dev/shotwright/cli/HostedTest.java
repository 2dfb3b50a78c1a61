package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import dev.shotwright.providers.task.Journal;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Paid draws from the command line, of a strict fake vendor over HTTP. */
final class HostedTest {
    private static final String KEY = new FakeArk().keys().getFirst();
    private static final String MODEL = "ark/seedance-2.0";

    @TempDir
    private Path folder;

    private FakeArk fake;
    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        fake = FakeVendor.started(new FakeArk());
        desk = new Desk(folder, environment(KEY));
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/config.yaml"), "vendors: {ark: {pollEvery: 0.02}}\n");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private Map<String, String> environment(String key) {
        return Map.of(
                "SHOTWRIGHT_HOME", folder.resolve("home").toString(),
                "SHOTWRIGHT_ARK_ADDRESS", fake.address().toString(),
                "ARK_API_KEY", key);
    }

    private Exit generate(String... more) {
        var words = new ArrayList<>(List.of("generate", "a dog runs", "--model", MODEL, "-o", "dog.mp4"));
        words.addAll(List.of(more));
        return desk.run(words.toArray(String[]::new));
    }

    private List<JsonNode> tasks(String... words) {
        desk.run(words);
        return StreamSupport.stream(desk.json().get("tasks").spliterator(), false)
                .toList();
    }

    @Test
    void a_clip_is_quoted_drawn_fetched_and_settled() {
        assertThat(generate("--seconds", "5")).as(desk.err()).isEqualTo(Exit.DONE);
        var found = Inspection.of("clip", folder.resolve("dog.mp4"), Limits.standard());
        assertThat(found.metadata())
                .containsEntry("title", "a dog runs")
                .containsEntry("comment", "drawn by Doubao Seedance 2.0, seed 12345");
        assertThat(desk.err())
                .containsSubsequence(
                        "at most 4.97 CNY (0.70 USD), prices of 2026-07-26",
                        "dog.mp4: running",
                        "cost 4.97 CNY (0.70 USD), by what was used");
        assertThat(desk.out()).isEmpty();
        assertThat(fake.submissions()).isEqualTo(1);
    }

    @Test
    void a_clip_that_is_to_have_no_label_is_left_as_the_vendor_sent_it() throws IOException {
        Files.writeString(folder.resolve("plain.yaml"), "label: off\n");
        assertThat(generate("--request", "plain.yaml")).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("dog.mp4")).hasBinaryContent(fake.clips().bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webm", "gif", "webp"})
    void the_ending_of_the_name_chooses_what_the_clip_becomes(String ending) {
        assertThat(desk.run("generate", "a dog", "--model", MODEL, "-o", "dog." + ending))
                .as(desk.err())
                .isEqualTo(Exit.DONE);
        var found = Inspection.of("clip", folder.resolve("dog." + ending), Limits.standard());
        assertThat(found.container()).isEqualTo(ending);
        assertThat(found.metadata()).containsEntry("title", "a dog");
        if (!ending.equals("webm")) {
            assertThat(desk.err()).contains("notice: audio: asked on, given a file without sound");
        }
    }

    @Test
    void json_tells_the_task_what_is_held_and_what_it_cost() {
        assertThat(generate("--json", "--quiet")).isEqualTo(Exit.DONE);
        var answer = desk.json();
        assertThat(answer.propertyNames())
                .containsExactly(
                        "state", "model", "files", "seed", "notices", "cost", "failure", "task", "held", "tasks");
        assertThat(answer.get("state").asString()).isEqualTo("succeeded");
        assertThat(answer.get("cost").asString()).isEqualTo("4.968 CNY");
        assertThat(answer.get("held").isNull()).isTrue();
        assertThat(answer.get("files").get(0).asString()).endsWith("dog.mp4");
        assertThat(answer.get("tasks").get(0).get("costProof").asString()).isEqualTo("usage");
        assertThat(answer.get("task").asString())
                .isEqualTo(fake.tasks().getFirst().seen().get("reference"));
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void each_of_several_clips_is_a_task_of_its_own() {
        assertThat(generate("--count", "3")).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(fake.tasks())
                .extracting(task -> task.seen().get("reference"))
                .doesNotHaveDuplicates()
                .hasSize(3);
        for (var i = 1; i <= 3; i++) {
            assertThat(folder.resolve("dog-%d.mp4".formatted(i))).exists();
        }
    }

    @Test
    void a_picture_that_the_vendor_does_not_read_is_made_smaller_and_that_is_told() throws IOException {
        var image = new BufferedImage(6400, 3200, BufferedImage.TYPE_INT_RGB);
        assertThat(ImageIO.write(image, "png", folder.resolve("large.png").toFile()))
                .isTrue();
        assertThat(generate("--first-frame", "large.png")).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(desk.err()).contains("notice: media[0]: asked png of 6400x3200", "given png of 6000x3000");
        assertThat(fake.tasks().getFirst().seen()).containsKey("firstFrame");
        assertThat(generate("--first-frame", "large.png", "--strict")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("media[0].size is 6400x3200");
    }

    @Test
    void a_budget_is_refused_before_anybody_is_asked() {
        assertThat(generate("--budget", "4.96CNY", "--json")).isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("field").asString()).isEqualTo("--budget");
        assertThat(generate("--budget", "0.69USD")).isEqualTo(Exit.REFUSED);
        assertThat(generate("--count", "2", "--budget", "9CNY")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("may cost 9.94 CNY");
        assertThat(generate("--budget", "5 JPY")).isEqualTo(Exit.REFUSED);
        assertThat(generate("--budget", "cheap")).isEqualTo(Exit.REFUSED);
        assertThat(fake.questions()).isEmpty();
        assertThat(tasks("tasks", "--all", "--json")).isEmpty();
        assertThat(generate("--budget", "5CNY")).isEqualTo(Exit.DONE);
    }

    @Test
    void a_budget_refuses_a_price_that_nobody_knows() throws IOException {
        desk.run("models", MODEL);
        var card = desk.out()
                .replaceAll("(?s)tariff:.*?(?=service:)", "tariff: {asOf: 2026-11-01}\n")
                .replace("model: " + MODEL, "model: ark/unpriced");
        Files.createDirectories(folder.resolve("home/cards"));
        Files.writeString(folder.resolve("home/cards/unpriced.yaml"), card);
        assertThat(desk.run("generate", "a dog", "--model", "ark/unpriced", "-o", "a.mp4", "--budget", "999CNY"))
                .as(desk.err())
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("unknown");
        assertThat(fake.submissions()).isZero();
        desk.run("check", "a dog", "--model", "all", "--json");
        var names = StreamSupport.stream(desk.json().get("models").spliterator(), false)
                .filter(model -> !model.get("verdict").asString().equals("refused"))
                .map(model -> model.get("model").asString())
                .toList();
        assertThat(names.indexOf("ark/unpriced")).isGreaterThan(names.indexOf(MODEL));
        assertThat(names.getFirst()).isEqualTo("previz");
    }

    @Test
    void a_sure_refusal_goes_on_to_the_next_model() {
        fake.refuseNext("400 InputTextSensitiveContentDetected");
        assertThat(generate("--fallback", "ark/seedance-2.0-fast", "--json"))
                .as(desk.err())
                .isEqualTo(Exit.DONE);
        assertThat(desk.json().get("model").asString()).isEqualTo("ark/seedance-2.0-fast");
        assertThat(desk.json().get("tasks").size()).isEqualTo(2);
        assertThat(fake.submissions()).isEqualTo(2);
    }

    @Test
    void doubt_never_goes_on_to_the_next_model() {
        fake.troubleSubmission(Trouble.LOST_QUESTION);
        assertThat(generate("--fallback", "ark/seedance-2.0-fast", "--json")).isEqualTo(Exit.IN_DOUBT);
        var answer = desk.json();
        assertThat(answer.get("state").asString()).isEqualTo("in-doubt");
        assertThat(answer.get("held").asString()).isEqualTo("4.968 CNY");
        assertThat(fake.submissions()).isEqualTo(1);
        assertThat(desk.run("tasks")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).contains("in-doubt", "held in all: 4.97 CNY");
        var id = answer.get("task").asString();
        assertThat(desk.run("resume")).isEqualTo(Exit.IN_DOUBT);
        assertThat(desk.run("cancel", id)).isEqualTo(Exit.IN_DOUBT);
        assertThat(fake.submissions()).isEqualTo(1);
        assertThat(desk.run("cancel", id, "--give-up")).isEqualTo(Exit.DONE);
        assertThat(tasks("tasks", "--json")).isEmpty();
    }

    @Test
    void a_lost_answer_is_looked_up_and_the_clip_is_fetched() {
        fake.troubleSubmission(Trouble.LOST_ANSWER);
        assertThat(generate()).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(fake.submissions()).isEqualTo(1);
        assertThat(folder.resolve("dog.mp4")).exists();
    }

    @Test
    void a_refusal_says_why_and_costs_nothing() {
        fake.refuseNext("403 AccountOverdueError");
        assertThat(generate("--json")).isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("code").asString()).isEqualTo("insufficient-balance");
        assertThat(desk.err()).contains("not billed");
        assertThat(desk.json().get("held").isNull()).isTrue();
    }

    @Test
    void a_draw_that_the_vendor_fails_is_told_and_not_submitted_again() {
        fake.failNext("OutputVideoSensitiveContentDetected");
        assertThat(generate()).isEqualTo(Exit.FAILED);
        assertThat(desk.err()).contains("not billed");
        assertThat(fake.submissions()).isEqualTo(1);
    }

    @Test
    void stopping_to_wait_says_how_to_go_on_and_resume_fetches_the_clip() throws Exception {
        fake.lasting(Duration.ofDays(1));
        var cancellation = new Cancellation();
        var told = new ByteArrayOutputStream();
        var stopping = Thread.ofVirtual().start(() -> {
            while (fake.questions().size() < 3) {
                Thread.onSpinWait();
            }
            cancellation.request(Duration.ofSeconds(60));
        });
        var exit = Shotwright.run(
                List.of("generate", "a dog", "--model", MODEL, "-o", "dog.mp4"),
                desk.cancelledBy(cancellation).surroundings(new ByteArrayOutputStream(), told));
        cancellation.finish();
        stopping.join();
        assertThat(exit).isEqualTo(Exit.CANCELLED);
        desk.cancelledBy(new Cancellation());
        var id = tasks("tasks", "--json").getFirst().get("task").asString();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("  shotwright resume " + id, "  shotwright cancel " + id)
                .doesNotContain("no unfinished file");
        fake.lasting(Duration.ZERO);
        assertThat(desk.run("cancel", id)).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(fake.submissions()).isEqualTo(1);
        assertThat(tasks("tasks", "--all", "--json").getFirst().get("costProof").asString())
                .isEqualTo("not-billed");
    }

    @Test
    void what_was_prepared_and_not_sent_is_sent_only_by_name() {
        var request = VideoRequest.builder()
                .model(MODEL)
                .prompt("a dog")
                .duration(Duration.ofSeconds(5))
                .build();
        var journal = new Journal(folder.resolve("home/tasks"), new SplittableRandom(1));
        try (var claim = journal.begin(id -> Task.prepared(
                id,
                "ark",
                request,
                folder.resolve("dog.mp4").toString(),
                Switch.OFF,
                Desk.NOW,
                new Quote.Unpriced("nobody asked")))) {
            var id = claim.task().id();
            assertThat(desk.run("resume", id)).isEqualTo(Exit.REFUSED);
            assertThat(desk.err()).contains("another process waits for");
        }
        assertThat(desk.run("tasks")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).contains("not sent");
        assertThat(desk.run("resume")).isEqualTo(Exit.DONE);
        assertThat(desk.err()).contains("nothing is in flight");
        assertThat(fake.submissions()).isZero();
        assertThat(desk.run("resume", "bcdfghjk")).isEqualTo(Exit.REFUSED);
        var id = journal.contents().tasks().getFirst().id();
        assertThat(desk.run("resume", id)).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("dog.mp4")).exists();
    }

    @Test
    void a_model_without_a_key_says_how_to_get_one() {
        var keyless = new Desk(
                folder, Map.of("SHOTWRIGHT_HOME", folder.resolve("home").toString()));
        assertThat(keyless.run("generate", "a dog", "--model", MODEL, "-o", "a.mp4"))
                .isEqualTo(Exit.REFUSED);
        assertThat(keyless.err()).contains("no key for Volcano Engine Ark", "ARK_API_KEY", "shotwright keys set ark");
    }

    @Test
    void words_for_one_kind_of_model_are_refused_by_the_other() {
        assertThat(generate("-o", "dog.gif")).isEqualTo(Exit.REFUSED);
        assertThat(desk.run("generate", "a dog", "--model", MODEL, "-o", "frames/"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains(".mp4, .webm, .gif or .webp");
        assertThat(desk.run("generate", "a dog", "-o", "a.mp4", "--budget", "1CNY"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--budget is given for previz");
        assertThat(generate("--fallback", "previz")).isEqualTo(Exit.REFUSED);
        assertThat(generate("--truth", "t.jsonl")).isEqualTo(Exit.REFUSED);
        assertThat(fake.questions()).isEmpty();
    }

    @Test
    void keys_are_kept_where_nobody_else_reads_them_and_never_shown() throws IOException {
        var keyless = new Desk(
                folder,
                Map.of(
                        "SHOTWRIGHT_HOME", folder.resolve("home").toString(),
                        "SHOTWRIGHT_ARK_ADDRESS", fake.address().toString()));
        assertThat(keyless.reading(KEY + "\n").run("keys", "set", "ark")).isEqualTo(Exit.DONE);
        var file = folder.resolve("home/keys.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keyless.out() + keyless.err()).doesNotContain(KEY);
        assertThat(keyless.run("keys", "list", "--json")).isEqualTo(Exit.DONE);
        assertThat(keyless.out()).contains("ARK_API_KEY", "keys.yaml").doesNotContain(KEY);
        assertThat(keyless.run("keys", "test")).as(keyless.err()).isEqualTo(Exit.DONE);
        assertThat(keyless.out()).contains("ark: the key is taken");
        assertThat(keyless.run("models")).isEqualTo(Exit.DONE);
        assertThat(keyless.out())
                .contains("Volcano Engine Ark, ARK_API_KEY from")
                .doesNotContain(KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(keyless.run("keys", "test")).isEqualTo(Exit.REFUSED);
        assertThat(keyless.err()).contains("chmod 600 '" + file + "'");
    }

    @Test
    void a_wrong_key_is_told_without_showing_it() throws IOException {
        var wrong = "ark-key-of-somebody-else";
        var other = new Desk(folder, environment(wrong));
        assertThat(other.run("keys", "test", "ark")).isEqualTo(Exit.REFUSED);
        assertThat(other.out() + other.err()).doesNotContain(wrong);
        var broken = new Desk(folder, environment("two words"));
        assertThat(broken.run("keys", "test", "ark")).isEqualTo(Exit.REFUSED);
        assertThat(broken.err()).contains("ARK_API_KEY is no key").doesNotContain("two words");
        Files.writeString(folder.resolve("home/keys.yaml"), "ARK_API_KEY: [" + wrong + "\n");
        Files.setPosixFilePermissions(folder.resolve("home/keys.yaml"), PosixFilePermissions.fromString("rw-------"));
        var faulty = new Desk(
                folder, Map.of("SHOTWRIGHT_HOME", folder.resolve("home").toString()));
        assertThat(faulty.run("keys")).isEqualTo(Exit.REFUSED);
        assertThat(faulty.err()).contains("keys.yaml cannot be read").doesNotContain(wrong);
    }

    @Test
    void no_key_is_in_anything_that_a_run_writes() throws IOException {
        fake.refuseNext("401 AuthenticationError");
        var told = new StringBuilder();
        for (var words : List.of(
                List.of("generate", "a dog", "--model", MODEL, "-o", "a.mp4", "--json", "--verbose"),
                List.of("generate", "a dog", "--model", MODEL, "-o", "b.mp4"),
                List.of("tasks", "--all", "--json"),
                List.of("tasks", "--all"),
                List.of("keys", "--json"),
                List.of("keys", "test", "--json"),
                List.of("models", "--json"))) {
            desk.run(words.toArray(String[]::new));
            told.append(desk.out()).append(desk.err());
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                told.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(told).contains("\"stage\":\"fetched\"").doesNotContain(KEY);
    }

    @Test
    void check_ranks_what_can_draw_it_by_price_and_knows_the_usual_wait() {
        assertThat(desk.run(
                        "check", "a dog runs", "--seconds", "5", "--model", MODEL, "--model", "ark/seedance-2.0-fast"))
                .isEqualTo(Exit.DONE);
        assertThat(desk.out())
                .containsPattern("MODEL +VERDICT +CHANGES +PRICE +WAIT")
                .containsPattern(MODEL + " +accepted +0 +4.97 CNY \\(0.70 USD\\) +unknown");
        generate();
        desk.run("check", "a dog runs", "--seconds", "5", "--model", MODEL);
        assertThat(desk.out()).containsPattern(MODEL + " +accepted +0 +4.97 CNY \\(0.70 USD\\) +0:00");
        desk.run("check", "a dog runs", "--seconds", "5", "--model", "all", "--json");
        var costs = StreamSupport.stream(desk.json().get("models").spliterator(), false)
                .filter(model -> model.hasNonNull("costCompared"))
                .map(model ->
                        Double.parseDouble(model.get("costCompared").asString().split(" ", -1)[0]))
                .toList();
        assertThat(costs).hasSizeGreaterThan(3).isSorted();
    }

    @Test
    void rates_of_the_users_own_go_before_the_planning_rates() throws IOException {
        Files.writeString(
                folder.resolve("home/rates.yaml"), "asOf: 2026-11-20\nbase: EUR\nrates: {CNY: 10, USD: 1.2}\n");
        desk.run("check", "a dog runs", "--seconds", "5", "--model", MODEL);
        assertThat(desk.out()).contains("4.97 CNY (0.50 EUR)");
    }
}
