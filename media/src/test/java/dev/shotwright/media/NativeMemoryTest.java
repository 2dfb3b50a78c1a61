package dev.shotwright.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryTest {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void two_hundred_clips_that_are_written_and_read_leave_no_memory_behind() throws IOException {
        cycles(20);
        var before = NativeMemory.held();
        cycles(200);
        assertThat(NativeMemory.held() - before).isLessThan(16 * MEBIBYTE);
    }

    @Test
    void clips_that_fail_leave_no_memory_behind() throws IOException {
        var clip = Clips.write(folder.resolve("a.mp4"), Clips.format(640, 480, 24, 2));
        var whole = Files.readAllBytes(clip);
        Files.write(clip, Arrays.copyOf(whole, whole.length * 3 / 4));
        failures(clip, 20);
        var before = NativeMemory.held();
        failures(clip, 200);
        assertThat(NativeMemory.held() - before).isLessThan(16 * MEBIBYTE);
    }

    private void cycles(int count) throws IOException {
        var names = new String[] {"a.mp4", "a.webm", "a.gif", "a.webp"};
        for (var cycle = 0; cycle < count; cycle++) {
            var clip = folder.resolve(names[cycle % names.length]);
            Files.deleteIfExists(clip);
            Clips.write(clip, Clips.format(640, 480, 24, 2));
            try (var reader = ClipReader.open("clip", clip, Limits.standard())) {
                while (reader.next()) {
                    assertThat(reader.width()).isEqualTo(640);
                }
            }
        }
    }

    private void failures(Path clip, int count) {
        for (var cycle = 0; cycle < count; cycle++) {
            try (var writer = ClipWriter.to(folder.resolve("b.mp4"), ClipOptions.standard());
                    var reader = ClipReader.open("clip", clip, Limits.standard())) {
                writer.begin(Clips.format(640, 480, 24, 40));
                while (reader.next()) {
                    writer.frame(reader.pixels());
                }
            } catch (ShotwrightException e) {
                assertThat(e).hasMessageContaining("a.mp4");
            }
        }
    }
}
