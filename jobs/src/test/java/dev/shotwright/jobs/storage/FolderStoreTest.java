package dev.shotwright.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStoreTest extends MediaStoreBehaviour {
    @TempDir
    private Path root;

    private FolderStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(root);
    }

    @Override
    MediaStore store() {
        return store;
    }

    @Test
    void a_reader_sees_one_whole_medium_or_the_other_while_it_is_replaced() throws Exception {
        var place = place();
        var small = file(new byte[100_000]);
        var ones = new byte[200_000];
        java.util.Arrays.fill(ones, (byte) 1);
        var large = file(ones);
        store.put(place, small);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    store.put(place, i % 2 == 0 ? large : small);
                }
            });
            while (!writer.isDone()) {
                try (var whole = store.read(place, 0, 200_000)) {
                    var bytes = whole.readAllBytes();
                    assertThat((bytes.length == 100_000 && bytes[99_999] == 0)
                                    || (bytes.length == 200_000 && bytes[199_999] == 1))
                            .isTrue();
                }
            }
            writer.get();
        }
    }

    @Test
    void media_are_put_while_their_folder_is_emptied() throws Exception {
        var job = UUID.randomUUID();
        var medium = file(bytes(10));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sweeper = threads.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    store.deleteUnder(new Place("uploads/" + job));
                }
            });
            for (int i = 0; i < 50; i++) {
                store.put(new Place("clips/" + job + "/" + i), medium);
            }
            sweeper.get();
        }
        assertThat(store.under(Place.clips(job))).hasSize(50);
    }

    @Test
    void nothing_is_left_beside_after_a_put_that_fails() throws IOException {
        assertThatThrownBy(() -> store.put(place(), root.resolve("absent"))).isInstanceOf(ShotwrightException.class);
        try (var left = Files.list(root.resolve(".beside"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void what_a_dead_writer_left_beside_is_cleared_after_a_day() throws IOException {
        var old = Files.write(root.resolve(".beside/old"), new byte[1]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        var fresh = Files.write(root.resolve(".beside/fresh"), new byte[1]);

        new FolderStore(root).close();

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/../b",
                "/a",
                "a//b",
                "a/",
                "",
                ".",
                "..",
                "a/.hidden",
                "A",
                "a b",
                "a\\b",
                "a\0",
                "é",
                "a/b/c/d/e/f/g/h/i"
            })
    void a_place_leads_nowhere_else(String text) {
        assertThatThrownBy(() -> new Place(text)).isInstanceOf(ShotwrightException.class);
    }
}
