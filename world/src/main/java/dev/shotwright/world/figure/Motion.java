package dev.shotwright.world.figure;

import dev.shotwright.world.space.Vec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action of a family as its data gives it, before it meets a skeleton.
 *
 * @param clock what drives it
 * @param length seconds of a cycle, or lengths of a leg in a stride
 * @param gait how the feet step; null where they stand
 * @param tracks values by channel, such as {@code arm~.x}
 */
record Motion(
        String name, Clock clock, double length, @Nullable Gait gait, Map<String, Track> tracks) {

    enum Clock {
        SECONDS,
        PROGRESS,
        TRAVELLED
    }

    /**
     * A way to step.
     *
     * @param duty the share of a cycle that a foot is on the ground
     * @param lift how high a foot is lifted, in lengths of a leg
     * @param roll degrees by which a foot rolls off
     * @param phases when in the cycle each foot is put down
     */
    record Gait(double duty, double lift, double roll, Map<String, Double> phases) {}

    /** The share of the cycle or of the whole at a moment, and for a gait the strides gone. */
    double time(Act act, double leg) {
        return switch (clock) {
            case SECONDS -> act.seconds() / length;
            case PROGRESS -> act.progress();
            case TRAVELLED -> act.travelled() / (length * leg);
        };
    }

    Vec value(Track track, double time) {
        return clock == Clock.PROGRESS ? track.once(time) : track.cyclic(time);
    }

    /** The tracks that name one of the given things, for example all of the legs. */
    boolean moves(List<String> names) {
        return tracks.keySet().stream().anyMatch(key -> names.stream().anyMatch(key::startsWith));
    }
}
