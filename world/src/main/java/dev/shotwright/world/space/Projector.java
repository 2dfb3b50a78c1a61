package dev.shotwright.world.space;

import dev.shotwright.world.space.Body.Distance;
import dev.shotwright.world.space.Solid.Ball;
import dev.shotwright.world.space.Solid.Block;
import dev.shotwright.world.space.Solid.Facets;
import dev.shotwright.world.space.Solid.Limb;
import dev.shotwright.world.space.Solid.Plate;
import dev.shotwright.world.space.Solid.Turned;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pinhole camera over a picture: parts become marks, sorted from back to front. Immutable. */
public final class Projector {
    private static final double NEAR = 0.05;

    /** Java2D gets unsure about far larger coordinates. */
    private static final double FARTHEST_PIXEL = 1e5;

    private final Vec position;
    private final Vec right;
    private final Vec up;
    private final Vec forward;
    private final double focal;
    private final int width;
    private final int height;

    public Projector(CameraPose pose, int width, int height) {
        var view = Placement.aboutY(pose.yaw())
                .then(Placement.aboutX(-pose.pitch()))
                .then(Placement.aboutZ(-pose.roll()));
        this.position = pose.position();
        this.right = view.right();
        this.up = view.up();
        this.forward = view.depth();
        this.focal = pose.focal() * height;
        this.width = width;
        this.height = height;
    }

    /** The marks of parts that belong together, from back to front; what is outside the picture is left out. */
    public List<Mark> project(List<Part> parts, Vec towardsLight) {
        var light = turned(towardsLight).unit();
        var lens = new Lens(focal, width / 2.0, height / 2.0, light);
        var units = new ArrayList<Unit>(parts.size());
        Unit host = null;
        for (var part : parts) {
            var map = view(part.placement());
            if (part.finish() == Finish.DECAL && host != null) {
                host.decals.add(part);
                continue;
            }
            host = new Unit(units.size() + 1, part, map);
            units.add(host);
        }
        var seen = new ArrayList<Unit>(units.size());
        for (var unit : units) {
            unit.draw(lens, this);
            if (!unit.marks.isEmpty()) {
                seen.add(unit);
            }
        }
        var marks = new ArrayList<Mark>(seen.size() * 2);
        for (var unit : sorted(seen)) {
            marks.addAll(unit.marks);
        }
        return marks;
    }

    /** Where a point is seen, in pixels; null behind the camera. */
    public @Nullable Point2D point(Vec world) {
        var p = view(world);
        return p.z() < NEAR ? null : new Point2D.Double(x(p), y(p));
    }

    /** Metres along the line of sight. */
    public double depth(Vec world) {
        return view(world).z();
    }

    /** Pixels for a metre across the line of sight. */
    public double scale(Vec world) {
        return focal / Math.max(NEAR, depth(world));
    }

    /** The outline in pixels of the shadow that parts cast on the ground. */
    public Path2D shadow(List<Part> parts, Vec towardsLight) {
        var light = new Vec(towardsLight.x(), Math.max(0.05, towardsLight.y()), towardsLight.z());
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (var part : parts) {
            if (part.finish() == Finish.DECAL || part.finish() == Finish.GLOWING) {
                continue;
            }
            var hull = new Hull(32);
            for (var p : new Body(part.solid(), part.placement()).rim(light, Distance.FAR, 12)) {
                var drop = Math.max(0, p.y()) / light.y();
                hull.add(p.x() - light.x() * drop, p.z() - light.z() * drop);
            }
            hull.wrap();
            var ground = new ArrayList<Vec>(hull.count());
            for (var i = 0; i < hull.count(); i++) {
                ground.add(view(new Vec(hull.x(i), 0, hull.y(i))));
            }
            polygon(clipped(ground)).appendTo(path);
        }
        return path;
    }

    /** The box in pixels around all that is in front of the camera, also outside the picture; null where nothing is. */
    public @Nullable Rectangle2D box(List<Part> parts) {
        Rectangle2D box = null;
        for (var part : parts) {
            var map = view(part.placement());
            for (var p : new Body(part.solid(), map).rim(Vec.ZERO, Distance.NEAR, 12)) {
                if (p.z() >= NEAR) {
                    if (box == null) {
                        box = new Rectangle2D.Double(x(p), y(p), 0, 0);
                    } else {
                        box.add(x(p), y(p));
                    }
                }
            }
        }
        return box;
    }

    Hull polygon(List<Vec> points) {
        var hull = new Hull(Math.max(4, points.size()));
        for (var p : points) {
            hull.add(x(p), y(p));
        }
        return hull;
    }

    boolean outside(Hull hull) {
        double left = width;
        double top = height;
        double rightmost = 0;
        double bottom = 0;
        for (var i = 0; i < hull.count(); i++) {
            left = Math.min(left, hull.x(i));
            rightmost = Math.max(rightmost, hull.x(i));
            top = Math.min(top, hull.y(i));
            bottom = Math.max(bottom, hull.y(i));
        }
        return hull.count() < 3 || left >= width || rightmost <= 0 || top >= height || bottom <= 0;
    }

    /** A polygon of the camera's space, cut at the near plane. */
    static List<Vec> clipped(List<Vec> polygon) {
        var result = new ArrayList<Vec>(polygon.size() + 2);
        for (var i = 0; i < polygon.size(); i++) {
            var a = polygon.get(i);
            var b = polygon.get((i + 1) % polygon.size());
            if (a.z() >= NEAR) {
                result.add(a);
            }
            if ((a.z() >= NEAR) != (b.z() >= NEAR)) {
                result.add(a.towards(b, (NEAR - a.z()) / (b.z() - a.z())));
            }
        }
        return result;
    }

    private double x(Vec p) {
        return bounded(width / 2.0 + focal * p.x() / Math.max(NEAR, p.z()));
    }

    private double y(Vec p) {
        return bounded(height / 2.0 - focal * p.y() / Math.max(NEAR, p.z()));
    }

    private static double bounded(double pixel) {
        return Math.clamp(pixel, -FARTHEST_PIXEL, FARTHEST_PIXEL);
    }

    private Vec turned(Vec d) {
        return new Vec(d.dot(right), d.dot(up), d.dot(forward));
    }

    private Vec view(Vec point) {
        return turned(point.minus(position));
    }

    private Placement view(Placement p) {
        return new Placement(turned(p.right()), turned(p.up()), turned(p.depth()), view(p.origin()));
    }

    /**
     * The farthest first, by the depth of the centres, but a unit that lies wholly beyond a face of a flat-faced one comes
     * before or after it as that face's plane says.
     */
    private static List<Unit> sorted(List<Unit> units) {
        units.sort((a, b) -> Double.compare(b.key, a.key));
        var count = units.size();
        var behind = new boolean[count][];
        var waits = new int[count];
        for (var i = 0; i < count; i++) {
            if (!units.get(i).flat()) {
                continue;
            }
            for (var j = 0; j < count; j++) {
                if (i == j || (j < i && units.get(j).flat()) || !units.get(i).overlaps(units.get(j))) {
                    continue;
                }
                var order = units.get(i).order(units.get(j));
                if (order == 0 && units.get(j).flat()) {
                    order = -units.get(j).order(units.get(i));
                }
                if (order != 0) {
                    var first = order > 0 ? i : j;
                    var second = order > 0 ? j : i;
                    if (behind[first] == null) {
                        behind[first] = new boolean[count];
                    }
                    behind[first][second] = true;
                    waits[second]++;
                }
            }
        }
        var result = new ArrayList<Unit>(count);
        var placed = new boolean[count];
        while (result.size() < count) {
            var next = -1;
            for (var i = 0; i < count; i++) {
                if (!placed[i] && (next < 0 || waits[i] == 0)) {
                    next = i;
                    if (waits[i] == 0) {
                        break;
                    }
                }
            }
            placed[next] = true;
            result.add(units.get(next));
            if (behind[next] != null) {
                for (var j = 0; j < count; j++) {
                    if (behind[next][j]) {
                        waits[j]--;
                    }
                }
            }
        }
        return result;
    }

    /** What drawing needs to know of the camera. */
    record Lens(double focal, double centreX, double centreY, Vec light) {}

    /** The kinds of solid that have faces in planes. */
    static boolean flat(Solid solid) {
        return switch (solid) {
            case Block _, Facets _, Plate _, Turned _ -> true;
            case Ball _, Limb _ -> false;
        };
    }
}
