package dev.shotwright.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.document.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    private record Shop(Hours open) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mon-fri 07:30-09:30 Asia/Shanghai | 2026-11-22T23:29:59Z | false
        mon-fri 07:30-09:30 Asia/Shanghai | 2026-11-22T23:30:00Z | true
        mon-fri 07:30-09:30 Asia/Shanghai | 2026-11-23T01:30:00Z | false
        mon-fri 07:30-09:30 Asia/Shanghai | 2026-11-27T23:45:00Z | false
        daily 22:00-06:00 UTC             | 2026-11-22T23:00:00Z | true
        daily 22:00-06:00 UTC             | 2026-11-22T05:59:59Z | true
        daily 22:00-06:00 UTC             | 2026-11-22T06:00:00Z | false
        sun 22:00-06:00 UTC               | 2026-11-23T05:00:00Z | true
        sun 22:00-06:00 UTC               | 2026-11-22T05:00:00Z | false
        sat,sun 00:00-00:00 UTC           | 2026-11-22T23:59:59Z | true
        sat,sun 00:00-00:00 UTC           | 2026-11-23T00:00:00Z | false
        fri-mon 09:00-17:00 Europe/Berlin | 2026-11-23T08:00:00Z | true
        fri-mon 09:00-17:00 Europe/Berlin | 2026-11-24T08:00:00Z | false
        """)
    void they_contain(String hours, Instant instant, boolean contained) {
        assertThat(Hours.parse(hours).contain(instant)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mon,tue,fri 07:30-09:30 Asia/Shanghai",
                "daily 22:00-06:00 UTC",
                "sun 00:00-00:00 America/New_York"
            })
    void they_are_read_as_they_are_written(String text) {
        var hours = Hours.parse(text);
        assertThat(hours).hasToString(text);
        var document = Documents.json().write(new Shop(hours));
        assertThat(document).isEqualTo("{\"open\":\"" + text + "\"}");
        assertThat(Documents.json().read(Shop.class, document).open()).isEqualTo(hours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mon 7:30-09:30 UTC",
                "mon 07:30-25:00 UTC",
                "foo 07:30-09:30 UTC",
                "mon-tue-wed 07:30-09:30 UTC",
                "mon 07:30-09:30",
                "mon 07:30-09:30 Mars/Olympus"
            })
    void what_is_no_hours_is_refused(String text) {
        assertThatThrownBy(() -> Hours.parse(text))
                .hasMessage(
                        "hours is '%s'; accepted is hours such as 'mon-fri 07:30-09:30 Asia/Shanghai' or 'daily 22:00-06:00 UTC'"
                                .formatted(text));
    }

    @Test
    void between_two_changes_they_are_open_or_closed_throughout() {
        var random = new SplittableRandom(3);
        for (var round = 0; round < 500; round++) {
            var hours = Hours.parse("%s %02d:%02d-%02d:%02d %s"
                    .formatted(
                            new String[] {"daily", "mon-fri", "sun", "sat-mon", "tue,thu"}[random.nextInt(5)],
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(24),
                            random.nextInt(60),
                            new String[] {"UTC", "Asia/Shanghai", "America/New_York"}[random.nextInt(3)]));
            var now = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(30 * 86_400));
            for (var step = 0; step < 10; step++) {
                var next = hours.nextChange(now);
                assertThat(next).isAfter(now).isBeforeOrEqualTo(now.plus(Duration.ofDays(8)));
                var between = now.plusSeconds(
                        random.nextLong(Duration.between(now, next).toSeconds() + 1));
                if (between.isBefore(next)) {
                    assertThat(hours.contain(between)).isEqualTo(hours.contain(now));
                }
                now = next;
            }
        }
    }

    @Test
    void they_are_open_next_when_they_begin() {
        var hours = Hours.parse("mon 08:00-09:00 UTC");
        assertThat(hours.nextOpen(Instant.parse("2026-11-24T00:00:00Z"))).isEqualTo("2026-11-30T08:00:00Z");
        var open = Instant.parse("2026-11-23T08:30:00Z");
        assertThat(hours.nextOpen(open)).isEqualTo(open);
    }
}
