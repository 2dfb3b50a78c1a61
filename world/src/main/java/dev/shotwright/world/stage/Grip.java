package dev.shotwright.world.stage;

import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Vec;
import java.util.List;

/**
 * How a player holds an instrument.
 *
 * @param socket of the player, from which the shift is measured
 * @param at metres to the player's right, up and ahead, for a grown man
 * @param turn degrees about the instrument's upright axis, then about the axes across it and through it
 * @param stand how high its legs are, in metres, where it stands on the floor
 */
record Grip(String socket, List<Double> at, List<Double> turn, double stand) {
    private static final double GROWN = 1.72;

    Vec shift(Performer player) {
        return new Vec(at.get(0), at.get(1), at.get(2)).times(player.height() / GROWN);
    }

    /** How high it stands on legs before that player, in metres. */
    double legs(Performer player) {
        return stand * player.height() / GROWN;
    }

    Placement turned() {
        return Placement.aboutY(StrictMath.toRadians(turn.get(0)))
                .then(Placement.aboutX(StrictMath.toRadians(turn.get(1))))
                .then(Placement.aboutZ(StrictMath.toRadians(turn.get(2))));
    }
}
