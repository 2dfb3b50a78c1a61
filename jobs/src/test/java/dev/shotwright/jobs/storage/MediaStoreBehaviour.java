package dev.shotwright.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of media must do. */
abstract class MediaStoreBehaviour {
    private final SplittableRandom random = new SplittableRandom(7);

    @TempDir
    private Path folder;

    abstract MediaStore store();

    @Test
    void a_medium_is_read_as_it_was_put_whole_and_in_any_part() throws IOException {
        for (int size : new int[] {1, 999, 65536, 300_001}) {
            var bytes = bytes(size);
            var place = place();
            store().put(place, file(bytes));

            assertThat(store().find(place)).extracting(MediaStore.Kept::bytes).isEqualTo((long) size);
            try (var whole = store().read(place, 0, size)) {
                assertThat(whole.readAllBytes()).isEqualTo(bytes);
            }
            for (int i = 0; i < 5; i++) {
                var from = random.nextInt(size);
                var count = random.nextInt(size - from + 1);
                try (var part = store().read(place, from, count)) {
                    assertThat(part.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, from, from + count));
                }
            }
        }
    }

    @Test
    void a_medium_that_is_put_again_is_the_new_one_and_has_another_mark() throws IOException {
        var place = place();
        store().put(place, file(bytes(1000)));
        var first = store().find(place);
        store().put(place, file(bytes(2000)));
        var second = store().find(place);

        assertThat(second).isNotNull().extracting(MediaStore.Kept::bytes).isEqualTo(2000L);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void what_was_never_put_or_is_removed_is_not_there() throws IOException {
        var place = place();
        assertThat(store().find(place)).isNull();
        store().delete(place);
        store().put(place, file(bytes(10)));
        store().delete(place);

        assertThat(store().find(place)).isNull();
        assertThatThrownBy(() -> store().read(place, 0, 1).close())
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
    }

    @Test
    void all_under_a_place_is_listed_and_removed_and_nothing_beside_it() throws IOException {
        var job = UUID.randomUUID();
        var neighbour = new Place("clips/" + job + "0/0.mp4");
        for (int i = 0; i < 3; i++) {
            store().put(Place.clip(job, i, "mp4"), file(bytes(10)));
        }
        store().put(neighbour, file(bytes(10)));

        assertThat(store().under(Place.clips(job)))
                .containsExactly(Place.clip(job, 0, "mp4"), Place.clip(job, 1, "mp4"), Place.clip(job, 2, "mp4"));
        store().deleteUnder(Place.clips(job));
        assertThat(store().under(Place.clips(job))).isEmpty();
        assertThat(store().find(neighbour)).isNotNull();
    }

    @Test
    void a_reader_that_leaves_early_leaves_the_store_usable() throws IOException {
        var place = place();
        store().put(place, file(bytes(300_000)));
        for (int i = 0; i < 100; i++) {
            try (var part = store().read(place, 0, 300_000)) {
                assertThat(part.readNBytes(10)).hasSize(10);
            }
        }
        var copy = folder.resolve("copy");
        store().copyTo(place, copy);
        assertThat(copy).hasSize(300_000);
    }

    @Test
    void a_store_that_works_proves_it() {
        store().prove();
    }

    Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "medium", ""), bytes);
    }

    byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    static Place place() {
        return Place.clip(UUID.randomUUID(), 0, "mp4");
    }
}
