package dev.shotwright.vocabulary;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hours of the week by the clock of a place, written {@code mon-fri 07:30-09:30 Asia/Shanghai} or {@code daily 22:00-06:00 UTC}.
 * Hours that end before they begin last into the next day; those that end as they begin last a whole day.
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern SPELLING =
            Pattern.compile("(\\S+) (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) ([A-Za-z][A-Za-z0-9_+/-]*)");
    private static final String ACCEPTED =
            "hours such as 'mon-fri 07:30-09:30 Asia/Shanghai' or 'daily 22:00-06:00 UTC'";

    public Hours {
        if (days.isEmpty()) {
            throw ShotwrightException.invalid("hours", "on no day", ACCEPTED);
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    public static Hours parse(String text) {
        var matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            throw ShotwrightException.invalid("hours", "'" + text + "'", ACCEPTED);
        }
        try {
            return new Hours(
                    days(matcher.group(1), text),
                    LocalTime.parse(matcher.group(2)),
                    LocalTime.parse(matcher.group(3)),
                    ZoneId.of(matcher.group(4)));
        } catch (DateTimeException fault) {
            var refused = ShotwrightException.invalid("hours", "'" + text + "'", ACCEPTED);
            refused.initCause(fault);
            throw refused;
        }
    }

    public boolean contain(Instant instant) {
        var day = LocalDate.ofInstant(instant, zone);
        return contain(day, instant) || contain(day.minusDays(1), instant);
    }

    /** The first moment after the given one at which these hours may begin or end. */
    public Instant nextChange(Instant after) {
        var day = LocalDate.ofInstant(after, zone).minusDays(1);
        var next = Instant.MAX;
        for (var ahead = 0; ahead <= 9 && next.equals(Instant.MAX); ahead++, day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek())) {
                next = earlierOf(next, begin(day), after);
                next = earlierOf(next, end(day), after);
            }
        }
        return next;
    }

    /** When they are open next, or the given moment if they are. */
    public Instant nextOpen(Instant from) {
        var at = from;
        while (!contain(at)) {
            at = nextChange(at);
        }
        return at;
    }

    private boolean contain(LocalDate day, Instant instant) {
        return days.contains(day.getDayOfWeek()) && !instant.isBefore(begin(day)) && instant.isBefore(end(day));
    }

    private Instant begin(LocalDate day) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant end(LocalDate day) {
        return (until.isAfter(from) ? day : day.plusDays(1))
                .atTime(until)
                .atZone(zone)
                .toInstant();
    }

    private static Instant earlierOf(Instant best, Instant candidate, Instant after) {
        return candidate.isAfter(after) && candidate.isBefore(best) ? candidate : best;
    }

    private static Set<DayOfWeek> days(String words, String text) {
        if (words.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var part : words.split(",", -1)) {
            var ends = part.split("-", -1);
            var first = NAMES.indexOf(ends[0]);
            var last = NAMES.indexOf(ends[ends.length - 1]);
            if (first < 0 || last < 0 || ends.length > 2) {
                throw ShotwrightException.invalid("hours", "'" + text + "'", ACCEPTED);
            }
            for (var day = first; ; day = (day + 1) % NAMES.size()) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    @Override
    public String toString() {
        var words = days.size() == NAMES.size()
                ? "daily"
                : days.stream().map(day -> NAMES.get(day.getValue() - 1)).collect(Collectors.joining(","));
        return "%s %s-%s %s".formatted(words, from, until, zone);
    }
}
