package dev.shotwright.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        notes.mp4   | dear diary, this is no film but a text of some length that goes on
        list.png    | #EXTM3U\\n#EXTINF:10,\\nfile:///etc/passwd
        list.mp4    | ffconcat version 1.0\\nfile '/etc/passwd'
        picture.png | <svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>
        film.mov    | <?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>
        """)
    void what_is_no_media_is_refused_whatever_its_name(String name, String content) throws IOException {
        var file = Files.writeString(folder.resolve(name), content.replace("\\n", "\n"));
        refused(file, ErrorCode.UNREADABLE_MEDIA, "neither a clip, a picture nor a sound");
    }

    @Test
    void an_empty_a_missing_and_a_foreign_file_are_refused() throws IOException {
        refused(Files.createFile(folder.resolve("empty.mp4")), ErrorCode.UNREADABLE_MEDIA, "is empty");
        refused(folder.resolve("missing.mp4"), ErrorCode.FILE_NOT_FOUND, "does not exist");
        refused(folder, ErrorCode.UNREADABLE_MEDIA, "without pictures");
        assertThatThrownBy(() -> new PictureReader(Limits.standard()).read("picture", folder))
                .isInstanceOf(ShotwrightException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"concat:a|b.mp4", "http:host.mp4", "pipe:0.mp4", "a%03d.mp4", "-i.mp4", "subfile,,start,0:.mp4"})
    void a_name_that_ffmpeg_would_take_for_an_address_is_a_name(String name) {
        var clip = Clips.write(folder.resolve(name), Clips.format(64, 48, 24, 2));
        assertThat(Inspection.of("clip", clip, Limits.standard()).damage()).isNull();
    }

    @Test
    void a_picture_of_thirty_thousand_pixels_squared_is_refused() throws IOException {
        var bomb = Files.write(folder.resolve("bomb.png"), png(30_000, 30_000));
        assertThat(Files.size(bomb)).isLessThan(1_000_000);
        refused(bomb, ErrorCode.MEDIA_TOO_LARGE, "30000");
        assertThatThrownBy(() -> new PictureReader(Limits.standard()).read("picture", bomb))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gif", "a.webp", "a.mp4", "a.webm"})
    void pictures_larger_than_the_limits_are_refused(String name) {
        var clip = Clips.write(folder.resolve(name), Clips.format(200, 100, 24, 2));
        assertThatThrownBy(() -> read(clip, new Limits(1 << 20, 19_999, 100)))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_TOO_LARGE));
        read(clip, new Limits(1 << 20, 20_000, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gif", "a.webp", "a.mp4", "a.webm", "a"})
    void more_frames_or_bytes_than_the_limits_are_refused(String name) {
        var clip = Clips.write(folder.resolve(name), Clips.format(64, 48, 24, 11));
        assertThatThrownBy(() -> read(clip, new Limits(1 << 20, 20_000, 10)))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_TOO_LARGE));
        assertThatThrownBy(() -> read(clip, new Limits(100, 20_000, 100)))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEDIA_TOO_LARGE));
    }

    @Test
    void an_mp4_that_announces_four_billion_frames_is_refused_before_they_cost_memory() throws IOException {
        var clip = Clips.write(folder.resolve("a.mp4"), Clips.format(64, 48, 24, 3));
        var bytes = Files.readAllBytes(clip);
        var table = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stsz");
        ByteBuffer.wrap(bytes).putInt(table + 8, 1).putInt(table + 12, -2);
        refused(Files.write(clip, bytes), ErrorCode.MEDIA_TOO_LARGE, "4294967294");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.webm", "a.gif", "a.webp"})
    void a_file_that_is_cut_off_anywhere_is_an_error(String name) throws IOException {
        var whole = Files.readAllBytes(Clips.write(folder.resolve(name), Clips.format(64, 48, 24, 12)));
        var part = folder.resolve("part-" + name);
        for (var length = 1; length < whole.length; length += 1 + whole.length / 40) {
            Files.write(part, Arrays.copyOf(whole, length));
            assertThat(tolerantRead(part))
                    .as("%d of %d bytes", length, whole.length)
                    .isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
    void a_picture_that_is_cut_off_is_an_error(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), format, bytes);
        var file = folder.resolve("picture");
        Files.write(file, bytes.toByteArray());
        assertThat(tolerantRead(file)).isOne();
        for (var quarter = 1; quarter < 4; quarter++) {
            Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() * quarter / 4));
            assertThat(tolerantRead(file)).isNegative();
        }
    }

    @Test
    void a_cut_off_mp4_says_how_much_of_it_is_there() throws IOException {
        var clip = Clips.write(folder.resolve("a.mp4"), Clips.format(640, 480, 24, 48));
        var whole = Files.readAllBytes(clip);
        Files.write(clip, Arrays.copyOf(whole, whole.length * 3 / 4));
        refused(clip, ErrorCode.UNREADABLE_MEDIA, "clip");
        assertThat(Inspection.of("clip", clip, Limits.standard()).damage()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\u0018ftypisom",
                "\u001aE\u00df\u00a3",
                "GIF89a",
                "\u0089PNG\r\n\u001a\n",
                "\u00ff\u00d8\u00ff\u00e0",
                "RIFF\0\1\0\0WEBPVP8X",
                "RIFF\0\1\0\0WAVEfmt ",
                "RIFF\0\1\0\0AVI LIST",
                "OggS",
                "ID3",
                "fLaC",
                "\u00ff\u00fb",
                "\u00ff\u00f1",
                "BM\0\1\0\0\0\0\0\0\0\0\0\0"
            })
    void noise_behind_a_good_beginning_is_an_error(String beginning) throws IOException {
        var random = new SplittableRandom(beginning.hashCode());
        for (var round = 0; round < 20; round++) {
            var bytes = new byte[random.nextInt(20, 20_000)];
            random.nextBytes(bytes);
            var start = beginning.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(start, 0, bytes, 0, start.length);
            var file = Files.write(folder.resolve("noise"), bytes);
            tolerantRead(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.webm", "a.gif", "a.webp", "a"})
    void damaged_files_are_read_or_refused_and_nothing_worse(String name) throws IOException {
        var clip = Clips.write(
                folder.resolve(name),
                Clips.format(64, 48, 24, 4),
                ClipOptions.standard().withMetadata(Map.of("a", "b")));
        var whole = Files.readAllBytes(Files.isDirectory(clip) ? clip.resolve("frame-000001.png") : clip);
        var random = new SplittableRandom(7);
        var refused = 0;
        for (var round = 0; round < 150; round++) {
            var bytes = whole.clone();
            for (var count = random.nextInt(1, 20); count > 0; count--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            refused += tolerantRead(Files.write(folder.resolve("damaged"), bytes)) < 0 ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    private void refused(Path file, ErrorCode code, String text) {
        assertThatThrownBy(() -> read(file, Limits.standard()))
                .isInstanceOfSatisfying(ShotwrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.field()).isEqualTo("clip");
                })
                .hasMessageContaining(text)
                .hasMessageContaining(file.getFileName().toString());
    }

    /** The frames that were read, or −1 if the file was refused. */
    private static int tolerantRead(Path file) {
        try {
            Inspection.of("clip", file, Limits.standard());
            return read(file, Limits.standard());
        } catch (ShotwrightException e) {
            assertThat(e.code())
                    .isIn(ErrorCode.UNREADABLE_MEDIA, ErrorCode.MEDIA_TOO_LARGE, ErrorCode.UNSUPPORTED_FORMAT);
            return -1;
        }
    }

    private static int read(Path file, Limits limits) {
        var frames = 0;
        try (var reader = ClipReader.open("clip", file, limits)) {
            while (reader.next()) {
                frames++;
            }
        }
        return frames;
    }

    /** A black picture of one bit a pixel, whatever its size. */
    private static byte[] png(int width, int height) throws IOException {
        var rows = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(rows)) {
            var row = new byte[1 + (width + 7) / 8];
            for (var y = 0; y < height; y++) {
                deflated.write(row);
            }
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 1)
                        .put(new byte[4])
                        .array()));
        file.writeBytes(chunk("IDAT", rows.toByteArray()));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        var check = new CRC32();
        check.update(type.getBytes(StandardCharsets.US_ASCII));
        check.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) check.getValue())
                .array();
    }
}
