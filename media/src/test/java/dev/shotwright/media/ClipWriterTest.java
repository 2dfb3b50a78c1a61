package dev.shotwright.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipWriterTest {
    private static final ClipFormat SMALL = new ClipFormat(64, 48, FrameRate.of(24), 3);

    @TempDir
    Path folder;

    @Test
    void a_clip_appears_only_when_it_is_finished() throws IOException {
        var target = folder.resolve("clip.mp4");
        try (var writer = ClipWriter.to(target, ClipOptions.standard())) {
            writer.begin(SMALL);
            for (var frame = 0; frame < SMALL.frames(); frame++) {
                writer.frame(new int[64 * 48]);
                assertThat(target).doesNotExist();
            }
            writer.finish();
            assertThat(target).isNotEmptyFile();
        }
        assertThat(names()).containsExactly("clip.mp4");
    }

    @Test
    void a_writer_that_is_closed_early_leaves_nothing_behind() throws IOException {
        try (var writer = ClipWriter.to(folder.resolve("clip.mp4"), ClipOptions.standard())) {
            writer.begin(SMALL);
            writer.frame(new int[64 * 48]);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void a_clip_with_too_few_frames_is_not_finished() throws IOException {
        try (var writer = ClipWriter.to(folder.resolve("clip.mp4"), ClipOptions.standard())) {
            writer.begin(SMALL);
            writer.frame(new int[64 * 48]);
            assertThatThrownBy(writer::finish).hasMessageContaining("1 frames were given of");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void an_existing_file_is_refused_before_anything_is_drawn_unless_it_shall_be_replaced() throws IOException {
        var target = Files.writeString(folder.resolve("clip.mp4"), "precious");
        assertThatThrownBy(() -> ClipWriter.to(target, ClipOptions.standard()))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_EXISTS));
        try (var writer = ClipWriter.to(target, ClipOptions.standard().withExisting(Existing.REPLACE))) {
            writer.begin(SMALL);
            assertThat(target).hasContent("precious");
        }
        assertThat(target).hasContent("precious");
        assertThat(names()).containsExactly("clip.mp4");
    }

    @Test
    void a_target_in_a_missing_folder_is_refused() {
        assertThatThrownBy(() -> ClipWriter.to(folder.resolve("no/clip.mp4"), ClipOptions.standard()))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
    }

    @Test
    void an_unknown_ending_is_refused_with_those_that_are_accepted() {
        assertThatThrownBy(() -> ClipWriter.to(folder.resolve("clip.avi"), ClipOptions.standard()))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageContaining(".mp4, .webm");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
