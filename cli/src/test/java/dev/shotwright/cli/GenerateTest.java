package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shotwright.media.Inspection;
import dev.shotwright.media.Inspection.PictureTrack;
import dev.shotwright.media.Limits;
import dev.shotwright.tensor.Device;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code generate} and {@code previz} with the real model, the real encoder and tiny clips. */
final class GenerateTest {
    private static final List<String> TINY = List.of("--size", "64x64", "--frames", "4", "--fps", "8");

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(folder);
    }

    private Exit generate(String... words) {
        var all = IntStream.rangeClosed(0, words.length + TINY.size())
                .mapToObj(i -> i == 0 ? "generate" : i <= words.length ? words[i - 1] : TINY.get(i - words.length - 1))
                .toArray(String[]::new);
        return desk.run(all);
    }

    private PictureTrack pictures(String name) {
        return Objects.requireNonNull(
                Inspection.of("clip", folder.resolve(name), Limits.standard()).pictures());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_sentence_becomes_a_clip_that_says_what_it_is() throws IOException {
        assertThat(generate("a red fox runs", "-o", "fox.mp4", "--seed", "7")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).isEmpty();
        assertThat(desk.err()).contains("fox.mp4: draw 4/4 frames 100 %", "fox.mp4: 64x64, 8 fps, 4 frames, seed 7");
        assertThat(desk.err()).contains("not a generated video");
        assertThat(names()).containsExactly("fox.mp4");
        assertThat(pictures("fox.mp4").frames()).isEqualTo(4);
        assertThat(Inspection.of("clip", folder.resolve("fox.mp4"), Limits.standard())
                        .metadata())
                .containsEntry("title", "a red fox runs")
                .hasEntrySatisfying("comment", comment -> assertThat(comment).contains("previz", "seed 7"));
    }

    @Test
    void words_that_were_not_understood_are_listed() {
        assertThat(generate("a zorblax and a fox", "-o", "fox.mp4", "--json")).isEqualTo(Exit.DONE);
        assertThat(desk.err()).contains("zorblax");
        assertThat(desk.json().get("notices").toString()).contains("zorblax", "not a generated video");
    }

    @Test
    void what_will_not_be_as_asked_is_told_before_anything_is_drawn() {
        desk.run("generate", "a zorblax and a fox", "-o", "a.gif", "--size", "32x32", "--frames", "2", "--count", "2");
        assertThat(desk.err())
                .containsSubsequence(
                        "notice: size: asked 32x32",
                        "not a generated video",
                        "Not understood: zorblax",
                        "a-1.gif: draw 0/2",
                        "a-2.gif: draw 2/2")
                .containsOnlyOnce("zorblax");
    }

    @Test
    void json_tells_everything_in_one_object() {
        assertThat(generate("a dog", "-o", "a.mp4", "--json", "--quiet")).isEqualTo(Exit.DONE);
        var object = desk.json();
        assertThat(object.get("state").asString()).isEqualTo("succeeded");
        assertThat(object.get("model").asString()).isEqualTo("previz");
        assertThat(object.get("files").get(0).asString())
                .isEqualTo(folder.resolve("a.mp4").toString());
        assertThat(object.get("seed").asLong()).isEqualTo(Desk.SEED);
        assertThat(object.get("cost").asString()).startsWith("0 ");
        assertThat(object.get("failure").isNull()).isTrue();
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void the_ending_chooses_the_format() throws IOException {
        for (var name : new String[] {"a.webm", "a.gif", "a.MP4"}) {
            assertThat(generate("a dog", "-o", name)).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(pictures(name).frames()).as(name).isEqualTo(4);
        }
        assertThat(generate("a dog", "-o", "frames/")).as(desk.err()).isEqualTo(Exit.DONE);
        try (var files = Files.list(folder.resolve("frames"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".png")).count())
                    .isEqualTo(4);
        }
    }

    @Test
    void an_unknown_ending_lists_the_accepted_ones_and_draws_nothing() throws IOException {
        for (var name : new String[] {"a.avi", "a", "a.mp4.", "sub.dir/a", ""}) {
            assertThat(generate("a dog", "-o", name)).as(name).isEqualTo(Exit.REFUSED);
            assertThat(desk.err()).contains("--output is '" + name + "'", ".mp4, .webm, .gif");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void an_existing_clip_is_kept_unless_it_may_be_replaced() throws IOException {
        Files.writeString(folder.resolve("a.mp4"), "mine");
        assertThat(generate("a dog", "-o", "a.mp4", "--json")).isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("code").asString()).isEqualTo("file-exists");
        assertThat(desk.err()).contains("--overwrite").doesNotContain("draw");
        assertThat(folder.resolve("a.mp4")).hasContent("mine");
        assertThat(generate("a dog", "-o", "a.mp4", "--overwrite")).isEqualTo(Exit.DONE);
        assertThat(pictures("a.mp4").frames()).isEqualTo(4);
        assertThat(names()).containsExactly("a.mp4");
    }

    @Test
    void a_draft_is_half_as_wide_and_high() {
        assertThat(desk.run("generate", "a dog", "-o", "a.mp4", "--size", "128x96", "--frames", "2", "--draft"))
                .isEqualTo(Exit.DONE);
        assertThat(desk.err()).contains("a.mp4: 64x48").doesNotContain("notice");
        assertThat(pictures("a.mp4").width()).isEqualTo(64);
    }

    @Test
    void several_clips_are_numbered_and_each_has_its_own_seed() throws IOException {
        assertThat(generate("a dog", "-o", "a.gif", "--count", "3", "--seed", "5", "--json"))
                .isEqualTo(Exit.DONE);
        assertThat(names()).containsExactly("a-1.gif", "a-2.gif", "a-3.gif");
        assertThat(desk.err()).contains("a-1.gif: ", "seed 5", "seed 6", "seed 7");
        assertThat(desk.json().get("files").size()).isEqualTo(3);
        assertThat(desk.json().get("seed").asInt()).isEqualTo(5);
        Files.delete(folder.resolve("a-1.gif"));
        assertThat(generate("a dog", "-o", "a.gif", "--count", "3")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("a-2.gif, which exists");
        assertThat(names()).containsExactly("a-2.gif", "a-3.gif");
    }

    @Test
    void the_same_seed_draws_the_same_clip() throws IOException {
        generate("a dog runs in the rain", "-o", "a.gif", "--seed", "5");
        generate("a dog runs in the rain", "-o", "b.gif", "--seed", "5");
        generate("a dog runs in the rain", "-o", "c.gif", "--seed", "6");
        assertThat(folder.resolve("b.gif")).hasSameBinaryContentAs(folder.resolve("a.gif"));
        assertThat(Files.mismatch(folder.resolve("c.gif"), folder.resolve("a.gif")))
                .isNotNegative();
    }

    @Test
    void a_missing_folder_is_made() {
        assertThat(generate("a dog", "-o", "new/er/a.mp4")).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("new/er/a.mp4")).exists();
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThat(generate("a dog", "-o", "file/a.mp4")).isEqualTo(Exit.FAILED);
        assertThat(desk.err()).contains("whose folder cannot be made");
    }

    @Test
    void an_adaptation_is_told_and_strictness_refuses_it() {
        assertThat(desk.run("generate", "a dog", "-o", "a.mp4", "--size", "32x32", "--frames", "2", "--json"))
                .isEqualTo(Exit.DONE);
        assertThat(desk.err()).contains("notice: size: asked 32x32, given 64x64");
        assertThat(desk.json().get("notices").get(0).get("field").asString()).isEqualTo("size");
        assertThat(desk.run("generate", "a dog", "-o", "b.mp4", "--size", "32x32", "--strict", "--json"))
                .isEqualTo(Exit.REFUSED);
        var failure = desk.json().get("failure");
        assertThat(failure.get("code").asString()).isEqualTo("refused");
        assertThat(failure.get("reasons").get(0).get("field").asString()).isEqualTo("size");
        assertThat(failure.get("reasons").get(0).get("nearest").asString()).isEqualTo("64x64");
        assertThat(desk.err()).contains("previz refuses: size is 32x32; accepted is");
        assertThat(folder.resolve("b.mp4")).doesNotExist();
    }

    @Test
    void a_cancelled_draw_leaves_nothing_behind() throws IOException {
        var cancellation = new Cancellation();
        cancellation.request(Duration.ZERO);
        desk.cancelledBy(cancellation);
        assertThat(generate("a dog", "-o", "a.mp4", "--truth", "a.jsonl", "--json"))
                .isEqualTo(Exit.CANCELLED);
        assertThat(desk.json().get("state").asString()).isEqualTo("cancelled");
        assertThat(names()).isEmpty();
    }

    @Test
    void the_truth_has_a_line_for_each_frame() throws IOException {
        assertThat(generate("a dog runs", "-o", "a.mp4", "--truth", "a.jsonl", "--count", "2"))
                .isEqualTo(Exit.DONE);
        var lines = Files.readAllLines(folder.resolve("a-2.jsonl"));
        assertThat(lines).hasSize(4);
        assertThat(JsonMapper.shared().readTree(lines.get(3)).get("frame").asInt())
                .isEqualTo(3);
        assertThat(names()).containsExactly("a-1.jsonl", "a-1.mp4", "a-2.jsonl", "a-2.mp4");
    }

    @Test
    void the_truth_has_a_name_of_its_own() throws IOException {
        assertThat(generate("a dog", "-o", "a.mp4", "--truth", "a.mp4")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--truth is", "a name other than that of the clip");
        assertThat(names()).isEmpty();
    }

    @Test
    void pictures_are_probed_before_anything_is_drawn() throws IOException {
        ImageIO.write(
                new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("first.png").toFile());
        assertThat(generate("-o", "a.mp4", "--first-frame", "first.png", "--camera", "zoom-in"))
                .as(desk.err())
                .isEqualTo(Exit.DONE);
        Files.writeString(folder.resolve("text.png"), "no picture");
        assertThat(generate("-o", "b.mp4", "--first-frame", "text.png")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("first-frame", "text.png");
        assertThat(generate("-o", "b.mp4", "--first-frame", "absent.png")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("absent.png");
        assertThat(folder.resolve("b.mp4")).doesNotExist();
    }

    @Test
    void a_sound_is_laid_under_the_clip() throws IOException {
        var silence = new AudioInputStream(
                new ByteArrayInputStream(new byte[16_000]), new AudioFormat(16_000, 16, 1, true, false), 8_000);
        AudioSystem.write(
                silence, AudioFileFormat.Type.WAVE, folder.resolve("hum.wav").toFile());
        assertThat(generate("a dog", "-o", "a.mp4", "--audio", "hum.wav"))
                .as(desk.err())
                .isEqualTo(Exit.DONE);
        assertThat(Inspection.of("clip", folder.resolve("a.mp4"), Limits.standard())
                        .tracks())
                .hasAtLeastOneElementOfType(Inspection.SoundTrack.class);
        assertThat(generate("a dog", "-o", "a.gif", "--audio", "hum.wav")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("gif holds no sound").doesNotContain("draw");
        assertThat(generate("a dog", "-o", "b.mp4", "--audio", "absent.wav")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("absent.wav");
        assertThat(names()).containsExactly("a.mp4", "hum.wav");
    }

    @Test
    void a_scene_that_was_written_out_can_be_edited_and_drawn() throws IOException {
        assertThat(desk.run("scene", "a black dog runs to the left", "-o", "dog.yaml"))
                .isEqualTo(Exit.DONE);
        var scene = Files.readString(folder.resolve("dog.yaml"));
        assertThat(scene).contains("kind: dog");
        Files.writeString(folder.resolve("dog.yaml"), scene.replaceFirst("seconds: [0-9.]+", "seconds: 5.0"));
        assertThat(desk.run(
                        "previz", "dog.yaml", "-o", "dog.gif", "--size", "64x64", "--fps", "2", "--style", "gouache"))
                .as(desk.err())
                .isEqualTo(Exit.DONE);
        assertThat(pictures("dog.gif").frames()).isEqualTo(10);
        assertThat(desk.run("previz", "dog.yaml", "-o", "dog.gif", "--size", "8x8", "--overwrite", "--json"))
                .isIn(Exit.REFUSED, Exit.DONE);
        desk.json();
        Files.writeString(folder.resolve("bad.yaml"), "shots: [{secs: 3}]\n");
        assertThat(desk.run("previz", "bad.yaml", "-o", "bad.mp4")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("bad.yaml: shots[0].secs");
    }

    @Test
    void a_device_that_is_not_here_is_refused_before_anything_is_opened() {
        assumeThat(Device.CUDA.present()).isFalse();
        var desk = new Desk(folder, Map.of("SHOTWRIGHT_HOME", folder.toString()));
        assertThat(desk.run("generate", "a cat", "--checkpoint", "nowhere", "--device", "cuda", "-o", "a.mp4"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--device is cuda; accepted is cpu here", "mvn package -P cuda");
        assertThat(desk.run("generate", "a cat", "--checkpoint", "nowhere", "--device", "tpu", "-o", "a.mp4"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--device is 'tpu'", "cpu, cuda");
    }

    @Test
    void the_help_of_generate_fits_on_a_screen_of_sixty_lines_under_headings() {
        var desk = new Desk(folder);
        assertThat(desk.run("generate", "--help")).isEqualTo(Exit.DONE);
        assertThat(desk.out().lines().count()).isLessThanOrEqualTo(60);
        assertThat(desk.out().lines())
                .contains("The clip:", "Models computed on this machine:", "With every command:")
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }
}
