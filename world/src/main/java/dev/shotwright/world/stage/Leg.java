package dev.shotwright.world.stage;

import dev.shotwright.world.space.Vec;

/**
 * One movement of somebody from spot to spot.
 *
 * @param action what is played on the way
 * @param soft the share of the time that starting and stopping take each
 */
record Leg(double from, double to, Route route, Spot end, Manner.Motion motion, String action, double soft) {

    double share(double seconds) {
        return Ease.glide(Ease.between(from, to, seconds), soft);
    }

    Vec at(double seconds) {
        var share = share(seconds);
        var planned = route.at(share);
        var shift = end.at(seconds).minus(route.at(1));
        return planned.plus(shift.times(share));
    }

    double travelled(double seconds) {
        return route.length() * share(seconds);
    }
}
