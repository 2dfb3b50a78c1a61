package dev.shotwright.world.stage;

import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Vec;

/** Where somebody stays: at a place of the stage, or on, in or by somebody who may move. */
sealed interface Spot {

    /** The point on the stage at a moment. */
    Vec at(double seconds);

    record Ground(Vec point) implements Spot {
        @Override
        public Vec at(double seconds) {
            return point;
        }
    }

    /** At a socket of another, shifted by metres of the stage in its own directions; carried along with it. */
    record Socket(Performer base, String socket, Vec shift) implements Spot {
        @Override
        public Vec at(double seconds) {
            return base.socket(socket, seconds)
                    .plus(Placement.aboutY(base.heading(seconds)).direction(shift));
        }
    }

    /** At a distance from another, along with whom it moves. */
    record Near(Performer base, Vec shift) implements Spot {
        @Override
        public Vec at(double seconds) {
            return base.position(seconds).plus(shift);
        }
    }
}
