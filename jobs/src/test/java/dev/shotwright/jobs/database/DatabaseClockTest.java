package dev.shotwright.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private static Instant told(Database database) {
        return database.sql()
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void it_shows_what_the_database_would_tell() {
        try (var test = TestDatabase.fresh();
                var clock = DatabaseClock.of(test.database())) {
            var before = told(test.database());
            var shown = clock.instant();
            var after = told(test.database());
            assertThat(shown).isBetween(before.minusMillis(500), after.plusMillis(500));
            assertThat(clock.withZone(ZoneId.of("Asia/Shanghai")).instant()).isBetween(shown, after.plusSeconds(60));
        }
    }

    @Test
    void it_goes_on_by_its_counter_and_is_set_right_by_the_database() {
        var counter = new AtomicLong(Long.MAX_VALUE - 1);
        try (var test = TestDatabase.fresh();
                var clock = DatabaseClock.unwound(test.database(), counter::get)) {
            var first = clock.instant();
            counter.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(clock.instant()).isEqualTo(first.plus(Duration.ofHours(1)));
            clock.follow();
            assertThat(clock.instant()).isBetween(first, told(test.database()));
        }
    }

    @Test
    void it_goes_on_while_the_database_is_away() {
        var counter = new AtomicLong();
        try (var test = TestDatabase.fresh()) {
            var database = Database.open(test.address(), 1);
            try (var clock = DatabaseClock.unwound(database, counter::get)) {
                var first = clock.instant();
                closed(database);
                counter.addAndGet(Duration.ofMinutes(1).toNanos());
                clock.follow();
                assertThat(clock.instant()).isEqualTo(first.plus(Duration.ofMinutes(1)));
            }
        }
    }

    private static void closed(Database database) {
        database.close();
    }
}
