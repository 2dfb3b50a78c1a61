package dev.shotwright.world.stage;

import dev.shotwright.world.space.Vec;

/** A box of the world, along its axes. */
record Extent(Vec low, Vec high) {

    static Extent around(Vec foot, double halfX, double height, double halfZ) {
        return new Extent(
                new Vec(foot.x() - halfX, foot.y(), foot.z() - halfZ),
                new Vec(foot.x() + halfX, foot.y() + height, foot.z() + halfZ));
    }

    Extent with(Extent other) {
        return new Extent(
                new Vec(
                        Math.min(low.x(), other.low.x()),
                        Math.min(low.y(), other.low.y()),
                        Math.min(low.z(), other.low.z())),
                new Vec(
                        Math.max(high.x(), other.high.x()),
                        Math.max(high.y(), other.high.y()),
                        Math.max(high.z(), other.high.z())));
    }

    Vec centre() {
        return low.towards(high, 0.5);
    }

    double width() {
        return high.x() - low.x();
    }

    double height() {
        return high.y() - low.y();
    }

    double depth() {
        return high.z() - low.z();
    }
}
