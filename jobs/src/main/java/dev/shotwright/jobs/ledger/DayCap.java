package dev.shotwright.jobs.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How much an account may commit on one of its days: what its jobs of that day hold or have cost.
 *
 * @param zone where its days begin
 * @param limit absent where days are not capped
 * @param day the day that was counted last
 * @param used what was held on that day and not released since
 */
public record DayCap(ZoneId zone, @Nullable BigDecimal limit, LocalDate day, BigDecimal used) {

    /** What may still be held at a time; null where days are not capped. */
    public @Nullable BigDecimal left(Instant now) {
        return limit == null ? null : limit.subtract(used(now)).max(BigDecimal.ZERO);
    }

    /** When the next day begins. */
    Instant reset(Instant now) {
        return day(now).plusDays(1).atStartOfDay(zone).toInstant();
    }

    DayCap after(BigDecimal hold, Instant now) {
        return new DayCap(zone, limit, day(now), used(now).add(hold));
    }

    private BigDecimal used(Instant now) {
        return day(now).isAfter(day) ? BigDecimal.ZERO : used;
    }

    /** A clock that goes back begins no day anew. */
    private LocalDate day(Instant now) {
        var today = LocalDate.ofInstant(now, zone);
        return today.isAfter(day) ? today : day;
    }
}
