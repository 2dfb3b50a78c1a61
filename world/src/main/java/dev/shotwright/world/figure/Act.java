package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.space.Vec;
import org.jspecify.annotations.Nullable;

/**
 * What a figure does at one moment, all in its own space.
 *
 * @param action an action of the cast; one that the figure's family lacks falls to the nearest that it has
 * @param seconds since the action began, which drives what repeats in place
 * @param progress from 0 at the action's start to 1 at its end, which drives what happens once
 * @param travelled metres gone since the action began, which drives steps and wheels so that they grip the ground
 * @param reach where the hands go, in metres
 * @param gaze where the head looks, in metres
 */
public record Act(
        String action,
        double seconds,
        double progress,
        double travelled,
        @Nullable Vec reach,
        @Nullable Vec gaze) {

    public Act {
        if (!(progress >= 0 && progress <= 1)) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, "progress", "progress is %s; accepted is 0 to 1".formatted(progress));
        }
    }

    public Act(String action, double seconds, double progress, double travelled) {
        this(action, seconds, progress, travelled, null, null);
    }
}
