package dev.shotwright.world.stage;

import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;

/** A way through the stage, in stretches: along the ground, or through the air in an arc. */
final class Route {

    /** @param lift how high an arc rises above the straight line, in metres */
    private record Stretch(List<Vec> points, double length, double lift, boolean leaps) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private double length;

    private Route() {}

    /** A smooth way through the points, which starts and ends on the first and the last. */
    static Route through(List<Vec> points) {
        return new Route().along(points);
    }

    static Route empty() {
        return new Route();
    }

    /** The route, continued along the points. */
    Route along(List<Vec> points) {
        return add(smooth(points), 0, false);
    }

    /** The route, continued by an arc. */
    Route leap(Vec from, Vec to, double lift) {
        return add(List.of(from, to), lift, true);
    }

    /** The same way in even hops of about that length. */
    Route inHops(double hop, double lift) {
        var result = new Route();
        var count = Math.max(1, (int) Math.round(length / hop));
        for (var i = 0; i < count; i++) {
            result.add(List.of(at((double) i / count), at((i + 1.0) / count)), lift, true);
        }
        return result;
    }

    private Route add(List<Vec> points, double lift, boolean leaps) {
        var sum = 0.0;
        for (var i = 1; i < points.size(); i++) {
            sum += points.get(i).minus(points.get(i - 1)).length();
        }
        var stretch = new Stretch(points, sum + lift, lift, leaps);
        stretches.add(stretch);
        length += stretch.length;
        return this;
    }

    double length() {
        return length;
    }

    /** Where one is at a share of the way, 0 to 1. */
    Vec at(double share) {
        var s = Ease.clamp(share) * length;
        for (var i = 0; i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            if (s <= stretch.length || i == stretches.size() - 1) {
                return at(stretch, stretch.length == 0 ? 1 : Ease.clamp(s / stretch.length));
            }
            s -= stretch.length;
        }
        return Vec.ZERO;
    }

    /** How far one is through the leap that one is in, 0 to 1; on the ground -1. */
    double leap(double share) {
        var s = Ease.clamp(share) * length;
        for (var i = 0; i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            if (s <= stretch.length || i == stretches.size() - 1) {
                return stretch.leaps && stretch.length > 0 ? Ease.clamp(s / stretch.length) : -1;
            }
            s -= stretch.length;
        }
        return -1;
    }

    /** In a leap the body crouches first and lands last; only between does it leave its place. */
    private static Vec at(Stretch stretch, double share) {
        var u = stretch.leaps ? Ease.clamp((share - 0.24) / 0.52) : share;
        var points = stretch.points;
        var total = stretch.length - stretch.lift;
        var s = u * total;
        for (var i = 1; i < points.size(); i++) {
            var step = points.get(i).minus(points.get(i - 1)).length();
            if (s <= step || i == points.size() - 1) {
                var p = points.get(i - 1).towards(points.get(i), step == 0 ? 1 : Ease.clamp(s / step));
                return new Vec(p.x(), p.y() + 4 * stretch.lift * u * (1 - u), p.z());
            }
            s -= step;
        }
        return points.getLast();
    }

    private static List<Vec> smooth(List<Vec> points) {
        if (points.size() < 3) {
            return points;
        }
        var result = new ArrayList<Vec>();
        for (var i = 0; i + 1 < points.size(); i++) {
            var before = points.get(Math.max(0, i - 1));
            var from = points.get(i);
            var to = points.get(i + 1);
            var after = points.get(Math.min(points.size() - 1, i + 2));
            for (var step = 0; step < 12; step++) {
                result.add(spline(before, from, to, after, step / 12.0));
            }
        }
        result.add(points.getLast());
        return result;
    }

    private static Vec spline(Vec a, Vec b, Vec c, Vec d, double t) {
        return b.times(2)
                .plus(c.minus(a).times(t))
                .plus(a.times(2).minus(b.times(5)).plus(c.times(4)).minus(d).times(t * t))
                .plus(b.times(3).minus(a).minus(c.times(3)).plus(d).times(t * t * t))
                .times(0.5);
    }
}
