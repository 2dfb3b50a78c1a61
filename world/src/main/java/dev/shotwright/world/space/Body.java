package dev.shotwright.world.space;

import dev.shotwright.world.space.Solid.Ball;
import dev.shotwright.world.space.Solid.Block;
import dev.shotwright.world.space.Solid.Facets;
import dev.shotwright.world.space.Solid.Limb;
import dev.shotwright.world.space.Solid.Plate;
import dev.shotwright.world.space.Solid.Turned;
import java.util.ArrayList;
import java.util.List;

/** A solid under an affine map, as points on its rim seen from an eye, and as its reach along a direction. */
final class Body {
    private final Solid solid;
    private final Placement map;

    Body(Solid solid, Placement map) {
        this.solid = solid;
        this.map = map;
    }

    Vec centre() {
        return map.point(
                switch (solid) {
                    case Ball _, Block _ -> Vec.ZERO;
                    case Limb limb -> limb.start().towards(limb.end(), 0.5);
                    case Turned turned -> {
                        var profile = turned.profile();
                        yield new Vec(
                                0,
                                (profile.getFirst().height() + profile.getLast().height()) / 2,
                                0);
                    }
                    case Facets facets -> middle(facets);
                    case Plate plate -> {
                        var sum = Vec.ZERO;
                        for (var p : plate.outline()) {
                            sum = sum.plus(p);
                        }
                        yield sum.times(1.0 / plate.outline().size());
                    }
                });
    }

    /** The smallest and largest coordinate along a direction of the space around. */
    double[] reach(Vec along) {
        var low = Double.POSITIVE_INFINITY;
        var high = Double.NEGATIVE_INFINITY;
        var local = new Vec(along.dot(map.right()), along.dot(map.up()), along.dot(map.depth()));
        var base = along.dot(map.origin());
        switch (solid) {
            case Ball b -> {
                var r = new Vec(local.x() * b.radiusX(), local.y() * b.radiusY(), local.z() * b.radiusZ()).length();
                low = -r;
                high = r;
            }
            case Limb l -> {
                var length = local.length();
                low = Math.min(
                        local.dot(l.start()) - length * l.startRadius(), local.dot(l.end()) - length * l.endRadius());
                high = Math.max(
                        local.dot(l.start()) + length * l.startRadius(), local.dot(l.end()) + length * l.endRadius());
            }
            case Block b -> {
                high = (Math.abs(local.x()) * b.width()
                                + Math.abs(local.y()) * b.height()
                                + Math.abs(local.z()) * b.length())
                        / 2;
                low = -high;
            }
            case Turned t -> {
                var across = StrictMath.hypot(local.x(), local.z());
                for (var ring : t.profile()) {
                    low = Math.min(low, local.y() * ring.height() - across * ring.radius());
                    high = Math.max(high, local.y() * ring.height() + across * ring.radius());
                }
            }
            case Facets f -> {
                for (var face : f.faces()) {
                    for (var q : face) {
                        low = Math.min(low, local.dot(q));
                        high = Math.max(high, local.dot(q));
                    }
                }
            }
            case Plate p -> {
                var half = Math.abs(local.z()) * p.thickness() / 2;
                for (var q : p.outline()) {
                    var d = local.dot(q);
                    low = Math.min(low, d - half);
                    high = Math.max(high, d + half);
                }
            }
        }
        return new double[] {base + low, base + high};
    }

    /**
     * Points whose projection from the eye has the body's outline as its convex hull; empty where the eye is inside.
     *
     * @param eye in the space around; a direction where {@code far}
     */
    List<Vec> rim(Vec eye, Distance far, int samples) {
        var points = new ArrayList<Vec>(2 * samples);
        switch (solid) {
            case Ball b -> circle(points, Vec.ZERO, new Vec(b.radiusX(), b.radiusY(), b.radiusZ()), eye, far, samples);
            case Limb l -> {
                circle(points, l.start(), cube(l.startRadius()), eye, far, samples);
                circle(points, l.end(), cube(l.endRadius()), eye, far, samples);
            }
            case Block b -> {
                for (var i = 0; i < 8; i++) {
                    points.add(map.point(new Vec(
                            ((i & 1) - 0.5) * b.width(),
                            ((i >> 1 & 1) - 0.5) * b.height(),
                            ((i >> 2) - 0.5) * b.length())));
                }
            }
            case Turned t -> rings(points, t.profile(), samples);
            case Facets f -> f.faces().forEach(face -> face.forEach(q -> points.add(map.point(q))));
            case Plate p -> {
                for (var q : p.outline()) {
                    if (p.thickness() > 0) {
                        points.add(map.point(new Vec(q.x(), q.y(), q.z() - p.thickness() / 2)));
                        points.add(map.point(new Vec(q.x(), q.y(), q.z() + p.thickness() / 2)));
                    } else {
                        points.add(map.point(q));
                    }
                }
            }
        }
        return points;
    }

    void rings(List<Vec> points, List<Solid.Ring> profile, int samples) {
        for (var ring : profile) {
            for (var i = 0; i < samples; i++) {
                var angle = 2 * Math.PI * i / samples;
                points.add(map.point(new Vec(
                        ring.radius() * StrictMath.cos(angle), ring.height(), ring.radius() * StrictMath.sin(angle))));
            }
        }
    }

    /** Whether an eye is at a place, or so far away that only its direction counts. */
    enum Distance {
        NEAR,
        FAR
    }

    /** The circle along which sight lines touch an ellipsoid: a plane cut once the ellipsoid is made a unit ball. */
    private void circle(List<Vec> points, Vec centre, Vec radii, Vec eye, Distance far, int samples) {
        var e = far == Distance.FAR ? unmapDirection(eye) : unmap(eye).minus(centre);
        e = new Vec(e.x() / radii.x(), e.y() / radii.y(), e.z() / radii.z());
        var distance = e.length();
        if (distance == 0 || (far == Distance.NEAR && distance <= 1.000001)) {
            return;
        }
        var axis = e.times(1 / distance);
        var offset = far == Distance.FAR ? 0 : 1 / distance;
        var radius = Math.sqrt(1 - offset * offset);
        var first =
                axis.cross(Math.abs(axis.y()) < 0.9 ? Vec.UP : new Vec(1, 0, 0)).unit();
        var second = axis.cross(first);
        for (var i = 0; i < samples; i++) {
            var angle = 2 * Math.PI * i / samples;
            var c = radius * StrictMath.cos(angle);
            var s = radius * StrictMath.sin(angle);
            points.add(map.point(new Vec(
                    centre.x() + radii.x() * (axis.x() * offset + first.x() * c + second.x() * s),
                    centre.y() + radii.y() * (axis.y() * offset + first.y() * c + second.y() * s),
                    centre.z() + radii.z() * (axis.z() * offset + first.z() * c + second.z() * s))));
        }
    }

    /** A point of the space around in the solid's own space. */
    Vec unmap(Vec point) {
        return unmapDirection(point.minus(map.origin()));
    }

    private Vec unmapDirection(Vec d) {
        var yz = map.up().cross(map.depth());
        var determinant = map.right().dot(yz);
        return determinant == 0
                ? Vec.ZERO
                : new Vec(
                                d.dot(yz),
                                d.dot(map.depth().cross(map.right())),
                                d.dot(map.right().cross(map.up())))
                        .times(1 / determinant);
    }

    private static Vec middle(Facets facets) {
        var low = new Vec(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        var high = low.times(-1);
        for (var face : facets.faces()) {
            for (var q : face) {
                low = new Vec(Math.min(low.x(), q.x()), Math.min(low.y(), q.y()), Math.min(low.z(), q.z()));
                high = new Vec(Math.max(high.x(), q.x()), Math.max(high.y(), q.y()), Math.max(high.z(), q.z()));
            }
        }
        return low.towards(high, 0.5);
    }

    private static Vec cube(double size) {
        return new Vec(size, size, size);
    }
}
