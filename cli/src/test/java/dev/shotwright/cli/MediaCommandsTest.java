package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.ClipWriter;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sheet} and {@code inspect} on a clip of eight grey frames. */
final class MediaCommandsTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void make_a_clip() {
        desk = new Desk(folder);
        var options = ClipOptions.standard().withMetadata(Map.of("title", "灰"));
        try (var clip = ClipWriter.to(folder.resolve("grey.mp4"), options)) {
            clip.begin(new ClipFormat(64, 48, FrameRate.of(8), 8));
            var pixels = new int[64 * 48];
            for (var frame = 0; frame < 8; frame++) {
                Arrays.fill(pixels, 0x101010 * frame);
                clip.frame(pixels);
            }
            clip.finish();
        }
    }

    @Test
    void inspect_tells_what_is_in_a_clip() {
        assertThat(desk.run("inspect", "grey.mp4")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).contains("grey.mp4: mp4, 1 s", "h264", "64x48, 8 fps, 8 frames", "title: 灰");
        assertThat(desk.err()).isEmpty();
        assertThat(desk.run("inspect", "grey.mp4", "--json")).isEqualTo(Exit.DONE);
        var clip = desk.json();
        assertThat(clip.get("container").asString()).isEqualTo("mp4");
        assertThat(clip.get("seconds").asDouble()).isEqualTo(1.0);
        assertThat(clip.get("tracks").get(0).get("frames").asInt()).isEqualTo(8);
        assertThat(clip.get("metadata").get("title").asString()).isEqualTo("灰");
    }

    @Test
    void a_sheet_is_drawn_in_the_asked_columns_and_rows() throws IOException {
        assertThat(desk.run(
                        "sheet", "grey.mp4", "-o", "sheets/grey.png", "--columns", "3", "--rows", "2", "--width", "64"))
                .isEqualTo(Exit.DONE);
        var sheet = ImageIO.read(folder.resolve("sheets/grey.png").toFile());
        assertThat(sheet.getWidth()).isBetween(3 * 64, 3 * 64 + 40);
        assertThat(sheet.getHeight()).isBetween(2 * 48, 2 * 48 + 80);
        assertThat(desk.run("sheet", "grey.mp4", "-o", "sheets/grey.png", "--json"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("code").asString()).isEqualTo("file-exists");
        assertThat(desk.run("sheet", "grey.mp4", "-o", "sheets/grey.png", "--overwrite", "--json"))
                .isEqualTo(Exit.DONE);
        assertThat(desk.json().get("files").get(0).asString()).endsWith("grey.png");
    }

    @Test
    void a_sheet_shows_a_number_of_pictures_or_one_for_every_step_of_time() throws IOException {
        var shapes = new String[][] {
            {"--count", "5", "3", "2"},
            {"--every", "500ms", "2", "1"},
            {"--every", "0.25s", "3", "2"},
            {"--every", "1", "1", "1"},
            {"--rows", "1", "3", "1"},
        };
        for (var shape : shapes) {
            assertThat(desk.run(
                            "sheet",
                            "grey.mp4",
                            "-o",
                            "a.png",
                            "--overwrite",
                            "--columns",
                            "3",
                            "--width",
                            "64",
                            shape[0],
                            shape[1]))
                    .as(desk.err())
                    .isEqualTo(Exit.DONE);
            var sheet = ImageIO.read(folder.resolve("a.png").toFile());
            assertThat(sheet.getWidth() / 64).as(shape[1]).isEqualTo(Integer.parseInt(shape[2]));
            assertThat(sheet.getHeight() / 55).as(shape[1]).isEqualTo(Integer.parseInt(shape[3]));
        }
    }

    @Test
    void wrong_sheets_are_refused() {
        for (var every : new String[] {"0", "0s", "often", "-1s", "ms", "s"}) {
            assertThat(desk.run("sheet", "grey.mp4", "-o", "grey.png", "--every", every))
                    .as(every)
                    .isEqualTo(Exit.REFUSED);
            assertThat(desk.err()).contains("every is", "accepted is");
        }
        assertThat(desk.run("sheet", "grey.mp4", "-o", "grey.png", "--every", "1s", "--count", "3"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--every is given together with --count");
        assertThat(desk.run("sheet", "grey.mp4", "-o", "grey.png", "--count", "0"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.run("sheet", "grey.mp4", "-o", "grey.jpg")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("'grey.jpg'", ".png");
        assertThat(desk.run("sheet", "grey.mp4", "-o", "grey.png", "--columns", "many"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--columns is 'many'");
        assertThat(desk.run("sheet", "grey.mp4", "-o", "grey.png", "--columns", "0"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.run("sheet", "grey.mp4")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--output is missing");
        assertThat(folder.resolve("grey.png")).doesNotExist();
    }

    @Test
    void a_damaged_clip_tells_what_can_be_read_and_fails() throws IOException {
        var whole = Files.readAllBytes(folder.resolve("grey.mp4"));
        Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length - 200));
        assertThat(desk.run("inspect", "cut.mp4")).isEqualTo(Exit.FAILED);
        assertThat(desk.out()).contains("cut.mp4: mp4", "64x48");
        assertThat(desk.err()).startsWith("shotwright inspect: CLIP 'cut.mp4' is damaged: ");
        assertThat(desk.err().lines()).hasSize(1);
        assertThat(desk.run("inspect", "cut.mp4", "--json")).isEqualTo(Exit.FAILED);
        assertThat(desk.json().get("damage").asString()).isNotBlank();
        assertThat(desk.json().get("tracks").get(0).get("width").asInt()).isEqualTo(64);
        assertThat(desk.run("inspect", "grey.mp4", "--json")).isEqualTo(Exit.DONE);
        assertThat(desk.json().get("damage").isNull()).isTrue();
    }

    @Test
    void what_is_no_clip_is_named_in_one_line() throws IOException {
        Files.writeString(folder.resolve("text.mp4"), "no clip");
        Files.writeString(folder.resolve("empty.mp4"), "");
        for (var name : new String[] {"text.mp4", "empty.mp4"}) {
            for (var command : new String[][] {{"inspect", name}, {"sheet", name, "-o", "a.png"}}) {
                assertThat(desk.run(command)).isEqualTo(Exit.REFUSED);
                assertThat(desk.out()).isEmpty();
                assertThat(desk.err().lines()).hasSize(1);
                assertThat(desk.err()).contains(name);
            }
        }
        assertThat(desk.run("inspect", "empty.mp4", "--json")).isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("code").asString()).isEqualTo("unreadable-media");
        assertThat(desk.run("inspect", "absent.mp4", "--json")).isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("code").asString()).isEqualTo("file-not-found");
        assertThat(desk.run("inspect")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("CLIP is missing");
    }
}
