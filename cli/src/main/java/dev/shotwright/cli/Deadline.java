package dev.shotwright.cli;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** A moment as people type it: {@code +2h}, {@code +1d12h30m}, or a date and time with or without a zone. */
final class Deadline {
    private static final Pattern FROM_NOW =
            Pattern.compile("\\+(?=\\d)(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

    private Deadline() {}

    static Instant parse(String field, String text, Clock clock) {
        var moment = moment(field, text, clock);
        if (!moment.isAfter(clock.instant())) {
            throw ShotwrightException.invalid(field, text + ", which has passed", "a time to come");
        }
        return moment;
    }

    private static Instant moment(String field, String text, Clock clock) {
        var fromNow = FROM_NOW.matcher(text);
        if (fromNow.matches()) {
            var units = new long[] {86_400, 3_600, 60, 1};
            var seconds = 0L;
            for (var i = 0; i < units.length; i++) {
                var number = fromNow.group(i + 1);
                seconds += number == null ? 0 : units[i] * Long.parseLong(number);
            }
            return clock.instant().plus(Duration.ofSeconds(seconds));
        }
        try {
            return text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.replace(' ', 'T'))
                            .atZone(clock.getZone())
                            .toInstant();
        } catch (DateTimeException e) {
            var problem = ShotwrightException.invalid(
                    field, "'" + text + "'", "a time such as 2026-11-21T18:00Z, 2026-11-21T18:00 or +2h30m");
            problem.initCause(e);
            throw problem;
        }
    }
}
