package dev.shotwright.world.figure;

import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Vec;

/** A rotation as a unit quaternion. */
record Turn(double x, double y, double z, double w) {
    static final Turn NONE = new Turn(0, 0, 0, 1);

    /** Turned about z, then x, then y, in degrees: roll, pitch and yaw of {@link Placement}. */
    static Turn degrees(double x, double y, double z) {
        if (x == 0 && y == 0 && z == 0) {
            return NONE;
        }
        return about(1, y).then(about(0, x)).then(about(2, z));
    }

    private static Turn about(int axis, double degrees) {
        var half = StrictMath.toRadians(degrees) / 2;
        var s = StrictMath.sin(half);
        return new Turn(axis == 0 ? s : 0, axis == 1 ? s : 0, axis == 2 ? s : 0, StrictMath.cos(half));
    }

    /** The shortest rotation that takes one direction to another. */
    static Turn between(Vec from, Vec to) {
        var a = from.unit();
        var b = to.unit();
        var cross = a.cross(b);
        var w = 1 + a.dot(b);
        if (w < 1e-9) {
            var side =
                    a.cross(Math.abs(a.x()) < 0.9 ? new Vec(1, 0, 0) : Vec.UP).unit();
            return new Turn(side.x(), side.y(), side.z(), 0);
        }
        return new Turn(cross.x(), cross.y(), cross.z(), w).unit();
    }

    /** The rotation of something that is turned by {@code inner} within this. */
    Turn then(Turn o) {
        return new Turn(
                w * o.x + x * o.w + y * o.z - z * o.y,
                w * o.y - x * o.z + y * o.w + z * o.x,
                w * o.z + x * o.y - y * o.x + z * o.w,
                w * o.w - x * o.x - y * o.y - z * o.z);
    }

    Turn back() {
        return new Turn(-x, -y, -z, w);
    }

    Vec apply(Vec v) {
        var t = new Vec(y * v.z() - z * v.y(), z * v.x() - x * v.z(), x * v.y() - y * v.x()).times(2);
        return v.plus(t.times(w)).plus(new Vec(y * t.z() - z * t.y(), z * t.x() - x * t.z(), x * t.y() - y * t.x()));
    }

    /** The rotation at {@code t} of the way to another, along the shorter arc. */
    Turn towards(Turn o, double t) {
        var sign = x * o.x + y * o.y + z * o.z + w * o.w < 0 ? -t : t;
        var rest = 1 - t;
        return new Turn(rest * x + sign * o.x, rest * y + sign * o.y, rest * z + sign * o.z, rest * w + sign * o.w)
                .unit();
    }

    Placement placement() {
        return new Placement(apply(new Vec(1, 0, 0)), apply(Vec.UP), apply(new Vec(0, 0, 1)), Vec.ZERO);
    }

    private Turn unit() {
        var length = Math.sqrt(x * x + y * y + z * z + w * w);
        return length == 0 ? NONE : new Turn(x / length, y / length, z / length, w / length);
    }
}
