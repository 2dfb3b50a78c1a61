package dev.shotwright.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.shotwright.media.Inspection.Count;
import dev.shotwright.media.Inspection.Start;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "clip.mp4,  64, 48, 24, 1,   12",
        "clip.mp4,  65, 49, 24, 1,   5",
        "clip.mp4,  17, 16, 24, 1,   2",
        "clip.webm, 3,  1,  24, 1,   2",
        "clip.mp4,  640,360,30000,1001, 31",
        "clip.webm, 64, 48, 24, 1,   12",
        "clip.webm, 65, 49, 25, 1,   5",
        "clip.webm, 640,360,30000,1001, 31",
        "clip.gif,  65, 49, 20, 1,   5",
        "clip.webp, 65, 49, 20, 1,   5",
        "frames,    65, 49, 30000, 1001, 5",
    })
    void what_is_written_is_read_again(String name, int width, int height, int rate, int per, int frames) {
        var format = new ClipFormat(width, height, new FrameRate(rate, per), frames);
        var clip = Clips.write(folder.resolve(name), format);
        try (var reader = ClipReader.open("clip", clip, Limits.standard())) {
            assertThat(reader.width()).isEqualTo(width);
            assertThat(reader.height()).isEqualTo(height);
            assertThat(reader.fps()).isEqualTo(format.fps());
            for (var frame = 0; frame < frames; frame++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.seconds()).isCloseTo(format.fps().secondsAt(frame), within(0.001));
                if (width > 17) {
                    assertThat(Clips.difference(reader.pixels(), Clips.pixels(format, frame)))
                            .isLessThan(8);
                }
            }
            assertThat(reader.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.webm", "clip.gif", "clip.webp", "clip"})
    void a_clip_of_one_frame_is_a_clip(String name) {
        var clip = Clips.write(folder.resolve(name), Clips.format(320, 240, 25, 1));
        var inspection = Inspection.of("clip", clip, Limits.standard());
        assertThat(requireNonNull(inspection.pictures()).frames()).isEqualTo(1);
        assertThat(inspection.duration().toMillis()).isIn(0L, 40L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.webm", "clip.gif", "clip.webp"})
    void every_container_says_what_it_holds(String name) {
        var texts = Map.of("title", "狐狸 <&>", "comment", "drawn, not generated");
        var clip = Clips.write(
                folder.resolve(name),
                Clips.format(64, 48, 25, 10),
                ClipOptions.standard().withMetadata(texts));
        var inspection = Inspection.of("clip", clip, Limits.standard());
        assertThat(inspection.metadata()).isEqualTo(texts);
        assertThat(inspection.container()).isEqualTo(name.substring(5));
        assertThat(inspection.duration().toMillis()).isEqualTo(400);
        assertThat(requireNonNull(inspection.pictures()).frames()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.webm"})
    void av1_is_written_too(String name) {
        var format = Clips.format(129, 97, 24, 6);
        var clip =
                Clips.write(folder.resolve(name), format, ClipOptions.standard().withCodec(VideoCodec.AV1));
        var pictures =
                requireNonNull(Inspection.of("clip", clip, Limits.standard()).pictures());
        assertThat(pictures.codec()).isEqualTo("av1");
        assertThat(pictures.frames()).isEqualTo(6);
        assertThat(pictures.width()).isEqualTo(129);
        try (var reader = ClipReader.open("clip", clip, Limits.standard())) {
            assertThat(reader.next()).isTrue();
            assertThat(Clips.difference(reader.pixels(), Clips.pixels(format, 0)))
                    .isLessThan(6);
        }
    }

    @ParameterizedTest
    @CsvSource({"clip.mp4, 416666", "clip.webm, 416666", "clip.gif, 400000", "clip.webp, 416666", "frames, 416666"})
    void ten_thousand_frames_are_ten_thousand_frames_in_the_memory_of_a_few(String name, long milliseconds) {
        Clips.write(folder.resolve("few-" + name), Clips.format(48, 48, 24, 100));
        var before = NativeMemory.held();
        var heapBefore = heap();
        var format = Clips.format(48, 48, name.endsWith(".gif") ? 25 : 24, 10_000);
        var pixels = new int[48 * 48];
        var most = 0L;
        var clip = folder.resolve(name);
        try (var writer = ClipWriter.to(clip, ClipOptions.standard())) {
            writer.begin(format);
            for (var frame = 0; frame < format.frames(); frame++) {
                Arrays.fill(pixels, frame * 0x9E3779 & 0xFFFFFF);
                writer.frame(pixels);
                most = Math.max(most, frame % 500 == 0 ? NativeMemory.held() - before : 0);
            }
            assertThat(heap() - heapBefore).isLessThan(24 << 20);
            writer.finish();
        }
        assertThat(most).as("10,000 frames of YUV alone are 34 MB").isLessThan(32 << 20);
        var inspection = Inspection.of("clip", clip, Limits.standard());
        assertThat(requireNonNull(inspection.pictures()).frames()).isEqualTo(10_000);
        assertThat(inspection.duration().toMillis()).isCloseTo(milliseconds, within(10L));
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void an_mp4_says_what_it_is() {
        var format = new ClipFormat(320, 240, new FrameRate(24000, 1001), 48);
        var clip = Clips.write(
                folder.resolve("clip.mp4"),
                format,
                ClipOptions.standard().withMetadata(Map.of("title", "狐狸", "comment", "drawn, not generated")));
        var inspection = Inspection.of("clip", clip, Limits.standard());
        assertThat(inspection.container()).isEqualTo("mp4");
        assertThat(inspection.start()).isEqualTo(Start.AT_ONCE);
        assertThat(inspection.metadata()).isEqualTo(Map.of("title", "狐狸", "comment", "drawn, not generated"));
        assertThat(inspection.damage()).isNull();
        assertThat(inspection.duration().toMillis()).isEqualTo(2002);
        var pictures = requireNonNull(inspection.pictures());
        assertThat(pictures.codec()).isEqualTo("h264");
        assertThat(pictures.fps()).isEqualTo(format.fps());
        assertThat(pictures.frames()).isEqualTo(48);
        assertThat(pictures.count()).isEqualTo(Count.EXACT);
        assertThat(pictures.pixels()).isEqualTo("yuv420p");
        assertThat(pictures.colours()).isEqualTo(new Inspection.Colours("tv", "bt709", "bt709", "bt709"));
    }

    @Test
    void any_metadata_key_is_kept() {
        var clip = Clips.write(
                folder.resolve("clip.mp4"),
                Clips.format(64, 48, 24, 2),
                ClipOptions.standard().withMetadata(Map.of("aigc", "{\"Label\":\"1\"}", "comment", "x")));
        assertThat(Inspection.of("clip", clip, Limits.standard()).metadata())
                .isEqualTo(Map.of("aigc", "{\"Label\":\"1\"}", "comment", "x"));
    }

    @ParameterizedTest
    @CsvSource({"0xFFFFFF", "0x000000", "0xFF0000", "0x00FF00", "0x0000FF", "0x808080", "0x1E90FF", "0xFFE4C4"})
    void a_flat_colour_stays_the_colour_that_it_was(String colour) {
        var expected = Integer.decode(colour);
        for (var name : new String[] {"clip.mp4", "clip.webm"}) {
            var clip = folder.resolve(name);
            try (var writer = ClipWriter.to(clip, ClipOptions.standard())) {
                writer.begin(Clips.format(128, 96, 24, 3));
                var pixels = new int[128 * 96];
                Arrays.fill(pixels, expected);
                for (var frame = 0; frame < 3; frame++) {
                    writer.frame(pixels);
                }
                writer.finish();
            }
            try (var reader = ClipReader.open("clip", clip, Limits.standard())) {
                while (reader.next()) {
                    for (var shift = 0; shift < 24; shift += 8) {
                        assertThat(reader.pixels()[64 * 128 / 2] >> shift & 255)
                                .isCloseTo(expected >> shift & 255, within(4));
                    }
                }
            }
        }
    }

    @Test
    void frames_in_a_folder_are_the_same_to_the_last_bit() {
        var format = Clips.format(33, 17, 24, 3);
        var frames = Clips.write(
                folder.resolve("frames"), format, ClipOptions.standard().withMetadata(Map.of("comment", "画")));
        assertThat(frames.resolve("frame-000003.png")).exists();
        try (var reader = ClipReader.open("clip", frames, Limits.standard())) {
            for (var frame = 0; reader.next(); frame++) {
                assertThat(Arrays.equals(reader.pixels(), Clips.pixels(format, frame)))
                        .isTrue();
            }
        }
        assertThat(Inspection.of("clip", frames, Limits.standard()).metadata())
                .isEqualTo(Map.of("comment", "画", "fps", "24"));
    }

    @Test
    void a_contact_sheet_shows_frames_from_the_first_to_the_last() {
        var format = Clips.format(160, 90, 24, 30);
        var clip = Clips.write(folder.resolve("clip.mp4"), format);
        var sheet = new ContactSheet(3, new ContactSheet.Spread(6), 160).draw("clip", clip, Limits.standard());
        assertThat(sheet.getWidth()).isEqualTo(3 * 160 + 4 * 4);
        var first = sheet.getRGB(4, 4, 160, 90, null, 0, 160);
        assertThat(Clips.difference(first, Clips.pixels(format, 0))).isLessThan(6);
        var last = sheet.getRGB(4 + 2 * 164, 4 + 90 + 11 + 4, 160, 90, null, 0, 160);
        assertThat(Clips.difference(last, Clips.pixels(format, 29))).isLessThan(6);
    }

    @Test
    void a_contact_sheet_shows_a_frame_at_every_step_of_time() {
        var format = Clips.format(160, 90, 24, 30);
        var clip = Clips.write(folder.resolve("clip.mp4"), format);
        var halves = new ContactSheet.Every(Duration.ofMillis(500));
        var sheet = new ContactSheet(2, halves, 160).draw("clip", clip, Limits.standard());
        assertThat(sheet.getWidth()).isEqualTo(2 * 160 + 3 * 4);
        var third = sheet.getRGB(4, 4 + 90 + 11 + 4, 160, 90, null, 0, 160);
        assertThat(Clips.difference(third, Clips.pixels(format, 24))).isLessThan(6);
        var empty = sheet.getRGB(4 + 164, 4 + 90 + 11 + 4, 160, 90, null, 0, 160);
        assertThat(empty).containsOnly(sheet.getRGB(0, 0));
        assertThatExceptionOfType(ShotwrightException.class).isThrownBy(() -> new ContactSheet.Every(Duration.ZERO));
        var tooMany = new ContactSheet(2, new ContactSheet.Every(Duration.ofNanos(1)), 160);
        var many = Clips.write(folder.resolve("long.mp4"), Clips.format(32, 32, 24, 1001));
        assertThatExceptionOfType(ShotwrightException.class)
                .isThrownBy(() -> tooMany.draw("clip", many, Limits.standard()))
                .withMessageContaining("it gives 1001");
    }
}
