package dev.shotwright.vocabulary.request;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How the shots of a clip share its time. */
public final class ShotTimes {
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private ShotTimes() {}

    /** The time of all shots that have one of their own. */
    public static Duration sum(List<Shot> shots) {
        return shots.stream().map(Shot::duration).filter(Objects::nonNull).reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether every shot has a time of its own. */
    public static boolean allTimed(List<Shot> shots) {
        return shots.stream().noneMatch(shot -> shot.duration() == null);
    }

    /** Whether the shots fill a clip to a tenth of a second, or leave time for those without a time of their own. */
    public static boolean fit(List<Shot> shots, Duration clip) {
        var rest = clip.minus(sum(shots));
        return allTimed(shots) ? rest.abs().compareTo(TOLERANCE) <= 0 : rest.isPositive();
    }

    /** The shots with their times stretched or shortened alike, to the millisecond, so that they fit a clip. */
    public static List<Shot> fitted(List<Shot> shots, Duration clip) {
        if (shots.isEmpty() || fit(shots, clip)) {
            return shots;
        }
        var timed = shots.stream().filter(shot -> shot.duration() != null).count();
        var target = clip.multipliedBy(timed).dividedBy(shots.size());
        var sum = sum(shots);
        var fitted = new ArrayList<Shot>();
        for (var shot : shots) {
            fitted.add(
                    shot.duration() == null
                            ? shot
                            : new Shot(shot.prompt(), scaled(shot.duration(), target, sum), shot.camera()));
        }
        return List.copyOf(fitted);
    }

    private static Duration scaled(Duration own, Duration target, Duration sum) {
        var millis = BigDecimal.valueOf(own.toMillis())
                .multiply(BigDecimal.valueOf(target.toMillis()))
                .divide(BigDecimal.valueOf(Math.max(1, sum.toMillis())), 0, RoundingMode.HALF_UP);
        return Duration.ofMillis(Math.max(1, millis.longValueExact()));
    }
}
