package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    Path parent;

    @Test
    void what_a_dead_worker_has_left_is_removed_and_what_a_living_one_has_is_kept() throws Exception {
        var dead = Files.createDirectories(parent.resolve("worker-1-17").resolve("job"));
        Files.writeString(dead.resolve("half.mp4"), "half");
        try (var first = WorkFolder.in(parent, "worker 1")) {
            assertThat(dead.getParent()).doesNotExist();
            Files.writeString(first.path().resolve("clip.mp4"), "clip");
            try (var second = WorkFolder.in(parent, "worker 1")) {
                assertThat(second.path()).isNotEqualTo(first.path());
                assertThat(first.path().resolve("clip.mp4")).exists();
            }
        }
        try (var left = Files.list(parent)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }
}
