package dev.shotwright.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    @Test
    void a_device_without_space_stops_a_clip() {
        assumeThat(FULL).exists();
        var format = Clips.format(640, 360, 24, 24);
        assertThatThrownBy(() -> {
                    try (var file = new VideoFile(FULL, Container.MP4, format, ClipOptions.standard(), null)) {
                        for (var frame = 0; frame < format.frames(); frame++) {
                            file.frame(Clips.pixels(format, frame));
                        }
                        file.finish();
                    }
                })
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.webm", "a.gif", "a.webp", "a"})
    void a_full_disk_leaves_nothing_behind(String name) throws IOException, InterruptedException {
        for (var kilobytes : new int[] {4, 16, 64}) {
            assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString()))
                    .as("only root can make a small disk")
                    .isZero();
            try {
                var target = folder.resolve(name);
                assertThatThrownBy(() -> writeNoise(target))
                        .isInstanceOfSatisfying(
                                ShotwrightException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
                try (var files = Files.list(folder)) {
                    assertThat(files).isEmpty();
                }
            } finally {
                run("umount", folder.toString());
            }
        }
    }

    private static void writeNoise(Path target) {
        var random = new SplittableRandom(1);
        try (var writer = ClipWriter.to(target, ClipOptions.standard())) {
            writer.begin(Clips.format(320, 240, 24, 8));
            for (var frame = 0; frame < 8; frame++) {
                writer.frame(random.ints(320 * 240).toArray());
            }
            writer.finish();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
