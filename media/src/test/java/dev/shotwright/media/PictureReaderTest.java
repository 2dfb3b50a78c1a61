package dev.shotwright.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
    private static final int RED = 0xFFC02020;
    private static final int BLUE = 0xFF2040C0;

    private final PictureReader reader = new PictureReader(Limits.standard());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
    void pictures_are_known_by_what_they_are_and_not_by_their_names(String format) throws IOException {
        var file = folder.resolve("picture.txt");
        ImageIO.write(corners(48, 32), format, file.toFile());
        var picture = reader.read("picture", file);
        assertThat(picture.getWidth()).isEqualTo(48);
        assertThat(picture.getHeight()).isEqualTo(32);
        near(picture.getRGB(4, 4), RED);
        near(picture.getRGB(44, 4), BLUE);
    }

    /** Where the red corner, stored at the top left, is seen, for each value of EXIF's orientation. */
    @ParameterizedTest
    @CsvSource({"1,4,4", "2,44,4", "3,44,28", "4,4,28", "5,4,4", "6,28,4", "7,28,44", "8,4,44"})
    void a_picture_is_turned_as_its_camera_noted(int orientation, int x, int y) throws IOException {
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(corners(48, 32), "jpg", jpeg);
        var file = Files.write(folder.resolve("turned.jpg"), withOrientation(jpeg.toByteArray(), orientation));
        var picture = reader.read("picture", file);
        assertThat(picture.getWidth()).isEqualTo(orientation < 5 ? 48 : 32);
        near(picture.getRGB(x, y), RED);
        near(picture.getRGB(picture.getWidth() - 1 - x, picture.getHeight() - 1 - y), BLUE);
    }

    @Test
    void transparency_is_kept_or_laid_on_a_colour() throws IOException {
        var glass = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(0, 0, 0x80FF0000);
        var file = folder.resolve("glass.png");
        ImageIO.write(glass, "png", file.toFile());
        var kept = reader.read("picture", file);
        assertThat(kept.getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
        assertThat(kept.getRGB(0, 0)).isEqualTo(0x80FF0000);
        assertThat(kept.getRGB(1, 1) >>> 24).isZero();
        var laid = reader.readOn(0x0000FF, "picture", file);
        assertThat(laid.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        near(laid.getRGB(0, 0), 0xFF80007F);
        assertThat(laid.getRGB(1, 1)).isEqualTo(0xFF0000FF);
    }

    @Test
    void the_first_frame_of_a_clip_is_a_picture() {
        var format = Clips.format(64, 48, 24, 3);
        for (var name : new String[] {"a.mp4", "a.webp", "a.gif"}) {
            var picture = reader.read("picture", Clips.write(folder.resolve(name), format));
            var pixels = picture.getRGB(0, 0, 64, 48, null, 0, 64);
            assertThat(Clips.difference(pixels, Clips.pixels(format, 0))).isLessThan(8);
        }
    }

    @Test
    void a_written_picture_appears_whole_says_what_it_is_and_replaces_nothing_unasked() {
        var target = folder.resolve("sheet.png");
        var writer = new PictureWriter(Existing.REFUSE, Map.of("comment", "图"));
        writer.write(corners(5, 3), target);
        assertThat(reader.read("picture", target).getRGB(0, 0)).isEqualTo(RED);
        assertThat(Inspection.of("picture", target, Limits.standard()).metadata())
                .isEqualTo(Map.of("comment", "图"));
        assertThatThrownBy(() -> writer.write(corners(5, 3), target))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_EXISTS));
        assertThatThrownBy(() -> writer.write(corners(5, 3), folder.resolve("sheet.jpg")))
                .hasMessageContaining(".png");
    }

    /** Red at the top left, blue elsewhere at the edges, split along the middle. */
    private static BufferedImage corners(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(new Color(BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(RED));
        graphics.fillRect(0, 0, Math.max(1, width / 2), Math.max(1, height / 2));
        graphics.dispose();
        return picture;
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        var note = ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
        var result = new ByteArrayOutputStream();
        result.write(jpeg, 0, 2);
        result.writeBytes(note);
        result.write(jpeg, 2, jpeg.length - 2);
        return result.toByteArray();
    }

    private static void near(int actual, int expected) {
        for (var shift = 0; shift < 24; shift += 8) {
            assertThat(actual >> shift & 255).isCloseTo(expected >> shift & 255, within(12));
        }
    }
}
