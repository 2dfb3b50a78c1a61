package dev.shotwright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.queue.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers and sweeps whose clocks are wrong by minutes: leases go by the database's. */
final class SkewTest {
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Duration BEHIND = AHEAD.negated();
    private static final int DRAWS = 4;

    @TempDir
    private Path folder;

    private Workplace place;

    @BeforeEach
    void open() {
        place = new Workplace(folder);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void nobody_takes_what_another_holds_and_everything_ends_once() {
        place.ark.lasting(Duration.ofSeconds(1));
        place.worker("early", AHEAD);
        place.worker("late", BEHIND);
        var draws = new ArrayList<UUID>();
        for (var i = 0; i < DRAWS; i++) {
            draws.add(place.hosted());
        }
        draws.add(place.previz(1));
        Workplace.await(
                () -> {
                    place.sweep(AHEAD);
                    place.sweep(BEHIND);
                    return draws.stream().allMatch(id -> place.job(id).state().ended());
                },
                () -> "not all end");
        assertThat(draws).allSatisfy(id -> {
            assertThat(place.job(id).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(place.job(id).losses()).isZero();
            assertThat(place.job(id).fence()).isEqualTo(1);
            assertThat(place.endings(id)).isLessThanOrEqualTo(1);
        });
        assertThat(place.ark.submissions()).isEqualTo(DRAWS);
        assertThat(place.purse("held")).isZero();
    }

    @Test
    void a_draw_is_carried_on_by_a_worker_that_lives_twenty_minutes_earlier() {
        place.ark.lasting(Duration.ofSeconds(2));
        var first = place.worker("early", AHEAD);
        var id = place.hosted();
        var ticket = place.ticket(id);
        first.close();
        place.worker("late", BEHIND);
        place.await(id, JobState.SUCCEEDED);
        assertThat(place.tickets(id)).containsExactly(ticket);
        assertThat(place.ark.submissions()).isEqualTo(1);
        assertThat(place.endings(id)).isEqualTo(1);
    }
}
