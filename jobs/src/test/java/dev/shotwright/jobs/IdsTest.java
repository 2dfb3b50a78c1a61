package dev.shotwright.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void ids_are_of_version_7_and_in_the_order_of_their_making_even_within_a_millisecond() {
        var ids = new Ids(NOON, new SplittableRandom(1));
        var made = Stream.generate(ids::next).limit(10_000).toList();
        assertThat(made).allMatch(id -> id.version() == 7 && id.variant() == 2).doesNotHaveDuplicates();
        assertThat(made.stream().map(UUID::toString)).isSorted();
        assertThat(made.getFirst().getMostSignificantBits() >>> 16).isEqualTo(NOON.millis());
    }

    @Test
    void a_clock_that_goes_back_does_not_turn_the_order() {
        var times = new Instant[] {NOON.instant().plusSeconds(5), NOON.instant()};
        var turn = new int[1];
        var ids = new Ids(() -> times[turn[0]++], new SplittableRandom(1));
        assertThat(ids.next().toString()).isLessThan(ids.next().toString());
    }

    @Test
    void an_id_is_read_back_from_its_letters_which_keep_the_order() {
        var random = new SplittableRandom(2);
        for (var i = 0; i < 10_000; i++) {
            var one = new UUID(random.nextLong() >>> 1, random.nextLong());
            var other = new UUID(random.nextLong() >>> 1, random.nextLong());
            var text = Ids.write(Prefix.JOB, one);
            assertThat(text).matches("vid_[0-7][0-9a-hjkmnp-tv-z]{25}");
            assertThat(Ids.read(Prefix.JOB, "id", text)).isEqualTo(one);
            assertThat(Integer.signum(text.compareTo(Ids.write(Prefix.JOB, other))))
                    .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
        }
    }

    @Test
    void what_is_not_an_id_is_refused_with_the_field_and_what_is_accepted() {
        var id = Ids.write(Prefix.JOB, new Ids(NOON, new SplittableRandom(1)).next());
        for (var text : new String[] {
            "",
            "vid_",
            id.substring(4),
            "acc_" + id.substring(4),
            id + "0",
            id.replace('0', 'u'),
            "vid_8" + id.substring(5)
        }) {
            assertThatThrownBy(() -> Ids.read(Prefix.JOB, "after", text))
                    .as(text)
                    .isInstanceOf(ShotwrightException.class)
                    .hasMessage("after is '%s'; accepted is vid_ and 26 letters and digits".formatted(text));
        }
    }
}
