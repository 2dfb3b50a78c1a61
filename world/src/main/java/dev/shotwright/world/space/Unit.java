package dev.shotwright.world.space;

import dev.shotwright.world.space.Body.Distance;
import dev.shotwright.world.space.Mark.Shade;
import dev.shotwright.world.space.Solid.Ball;
import dev.shotwright.world.space.Solid.Block;
import dev.shotwright.world.space.Solid.Facets;
import dev.shotwright.world.space.Solid.Limb;
import dev.shotwright.world.space.Solid.Plate;
import dev.shotwright.world.space.Solid.Ring;
import dev.shotwright.world.space.Solid.Turned;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A part in the camera's space with the decals on it, and the marks that it becomes. */
final class Unit {
    private static final double SMALLEST_PIXELS = 0.35;
    private static final int LARGEST_CORNERED = 16;

    final List<Part> decals = new ArrayList<>(0);
    final List<Mark> marks = new ArrayList<>(2);
    final double key;
    private final int number;
    private final Part part;
    private final Placement map;
    private final Body body;
    private final Vec centre;
    private double left = Double.POSITIVE_INFINITY;
    private double top = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double bottom = Double.NEGATIVE_INFINITY;

    Unit(int number, Part part, Placement map) {
        this.number = number;
        this.part = part;
        this.map = map;
        this.body = new Body(part.solid(), map);
        this.centre = body.centre();
        this.key = centre.z() - part.nearer();
    }

    boolean flat() {
        return Projector.flat(part.solid());
    }

    boolean overlaps(Unit other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    /** 1 where this flat-faced unit is to be drawn before the other, -1 after it, 0 where no face tells. */
    int order(Unit other) {
        for (var axis : axes()) {
            var along = axis.unit();
            var mine = body.reach(along);
            var theirs = other.body.reach(along);
            var slack = 0.03 * Math.min(mine[1] - mine[0], theirs[1] - theirs[0]) + 1e-6;
            if (theirs[0] >= mine[1] - slack && theirs[1] > mine[1]) {
                return mine[1] < 0 ? 1 : -1;
            }
            if (theirs[1] <= mine[0] + slack && theirs[0] < mine[0]) {
                return mine[0] > 0 ? 1 : -1;
            }
        }
        return 0;
    }

    /** Square to the planes that part this unit from others. */
    private List<Vec> axes() {
        return switch (part.solid()) {
            case Block _ -> List.of(map.right(), map.up(), map.depth());
            case Facets facets ->
                facets.faces().stream().map(face -> Facets.normal(mapped(face))).toList();
            case Plate _ -> List.of(map.depth());
            case Ball _, Limb _, Turned _ -> List.of(map.up());
        };
    }

    private List<Vec> mapped(List<Vec> points) {
        return points.stream().map(map::point).toList();
    }

    void draw(Projector.Lens lens, Projector projector) {
        var size = 0.0;
        for (var axis : new Vec[] {new Vec(1, 0, 0), Vec.UP, new Vec(0, 0, 1)}) {
            var reach = body.reach(axis);
            if (axis.z() == 1 && reach[1] < 0.05) {
                return;
            }
            size = Math.max(size, reach[1] - reach[0]);
        }
        var pixels = lens.focal() * size / 2 / Math.max(0.05, centre.z());
        if (pixels < SMALLEST_PIXELS) {
            return;
        }
        var samples = (int) Math.clamp(6 + 2.8 * Math.sqrt(pixels), 7, 64);
        switch (part.solid()) {
            case Ball _ -> round(body.rim(Vec.ZERO, Distance.NEAR, samples), Vec.ZERO, lens, projector);
            case Limb limb -> {
                var axis = limb.end().minus(limb.start());
                var length = axis.length();
                var slim = length / (length + limb.startRadius() + limb.endRadius());
                round(
                        body.rim(Vec.ZERO, Distance.NEAR, samples),
                        map.direction(axis).unit().times(slim),
                        lens,
                        projector);
            }
            case Block block -> block(block, lens, projector);
            case Facets facets -> facets(facets, lens, projector);
            case Turned turned -> turned(turned, samples, lens, projector);
            case Plate plate -> plate(plate, lens, projector);
        }
        var shade = marks.isEmpty() ? Shade.FLAT : marks.getLast().shade();
        for (var decal : decals) {
            if (!marks.isEmpty() && decal.solid() instanceof Plate plate) {
                decal(plate, decal, shade, lens, projector);
            }
        }
    }

    private void round(List<Vec> rim, Vec axis, Projector.Lens lens, Projector projector) {
        if (rim.isEmpty()) {
            return;
        }
        var hull = projector.polygon(rim);
        hull.wrap();
        add(hull.path(), hull, 1, shade(hull, axis, lens), projector);
    }

    /** The line of light across an outline; light along the body's own axis does not count. */
    private static Shade shade(Hull hull, Vec axis, Projector.Lens lens) {
        var light = lens.light().minus(axis.times(axis.dot(lens.light())));
        var across = Math.sqrt(light.x() * light.x() + light.y() * light.y());
        var dx = across < 1e-9 ? 0 : light.x() / across;
        var dy = across < 1e-9 ? -1 : -light.y() / across;
        var low = Double.POSITIVE_INFINITY;
        var high = Double.NEGATIVE_INFINITY;
        var mx = 0.0;
        var my = 0.0;
        for (var i = 0; i < hull.count(); i++) {
            var d = hull.x(i) * dx + hull.y(i) * dy;
            low = Math.min(low, d);
            high = Math.max(high, d);
            mx += hull.x(i) / hull.count();
            my += hull.y(i) / hull.count();
        }
        var middle = (low + high) / 2;
        var half = (high - low) / 2;
        var facing = Math.max(0, -light.z());
        var lit = middle + half * (1 - 0.6 * facing);
        var dark = middle - half * (1 + 0.6 * facing);
        var m = mx * dx + my * dy;
        return new Shade(mx + dx * (lit - m), my + dy * (lit - m), mx + dx * (dark - m), my + dy * (dark - m));
    }

    private void block(Block block, Projector.Lens lens, Projector projector) {
        var half = new Vec[] {
            map.right().times(block.width() / 2),
            map.up().times(block.height() / 2),
            map.depth().times(block.length() / 2)
        };
        for (var face = 0; face < 6; face++) {
            var out = half[face / 2].times((face & 1) == 0 ? 1 : -1);
            var middle = map.origin().plus(out);
            if (out.dot(middle) >= 0) {
                continue;
            }
            var a = half[(face / 2 + 1) % 3];
            var b = half[(face / 2 + 2) % 3];
            var corners = List.of(
                    middle.plus(a).plus(b),
                    middle.plus(a).minus(b),
                    middle.minus(a).minus(b),
                    middle.minus(a).plus(b));
            flat(corners, out, part.colour(), lens, projector);
        }
    }

    private void facets(Facets facets, Projector.Lens lens, Projector projector) {
        for (var face : facets.faces()) {
            var corners = mapped(face);
            var out = Facets.normal(corners);
            out = out.dot(corners.getFirst().minus(centre)) < 0 ? out.times(-1) : out;
            if (out.dot(corners.getFirst()) < 0) {
                flat(corners, out, part.colour(), lens, projector);
            }
        }
    }

    private void flat(List<Vec> corners, Vec normal, int colour, Projector.Lens lens, Projector projector) {
        var hull = projector.polygon(Projector.clipped(corners));
        add(hull.path(), hull, lambert(normal, lens), Shade.FLAT, projector, colour, part.finish());
    }

    private static double lambert(Vec normal, Projector.Lens lens) {
        return 0.5 + 0.5 * normal.unit().dot(lens.light());
    }

    /** Convex stretches between the heights where the profile bends inwards, the farthest from the eye's height first. */
    private void turned(Turned turned, int samples, Projector.Lens lens, Projector projector) {
        var profile = turned.profile();
        var stretches = new ArrayList<List<Ring>>();
        var from = 0;
        for (var i = 1; i < profile.size(); i++) {
            if (i == profile.size() - 1 || slope(profile, i) > slope(profile, i - 1) + 1e-9) {
                stretches.add(profile.subList(from, i + 1));
                from = i;
            }
        }
        var eye = body.unmap(Vec.ZERO).y();
        var order = new ArrayList<List<Ring>>();
        for (var stretch : stretches) {
            if (stretch.getLast().height() <= eye) {
                order.add(stretch);
            }
        }
        for (var stretch : stretches.reversed()) {
            if (stretch.getLast().height() > eye) {
                order.add(stretch);
            }
        }
        for (var stretch : order) {
            var rim = new ArrayList<Vec>(stretch.size() * samples);
            body.rings(rim, stretch, samples);
            round(rim, map.up().unit(), lens, projector);
            var above = eye > stretch.getLast().height();
            var end = above ? stretch.getLast() : stretch.getFirst();
            var outward = above ? map.up() : map.up().times(-1);
            var capped = above || eye < end.height();
            if (capped && end.radius() > 0.2 * widest(stretch)) {
                var cap = new ArrayList<Vec>(samples);
                body.rings(cap, List.of(end), samples);
                flat(cap, outward, part.colour(), lens, projector);
            }
        }
    }

    private static double slope(List<Ring> profile, int i) {
        var rise = profile.get(i + 1).height() - profile.get(i).height();
        return (profile.get(i + 1).radius() - profile.get(i).radius()) / Math.max(1e-9, rise);
    }

    private static double widest(List<Ring> stretch) {
        var widest = 0.0;
        for (var ring : stretch) {
            widest = Math.max(widest, ring.radius());
        }
        return widest;
    }

    private void plate(Plate plate, Projector.Lens lens, Projector projector) {
        var normal = map.depth().dot(centre) < 0 ? 1 : -1;
        var out = map.depth().times(normal);
        var shift = plate.thickness() / 2 * normal;
        var near = new ArrayList<Vec>(plate.outline().size());
        var far = new ArrayList<Vec>(plate.outline().size());
        for (var p : plate.outline()) {
            near.add(map.point(new Vec(p.x(), p.y(), p.z() + shift)));
            far.add(map.point(new Vec(p.x(), p.y(), p.z() - shift)));
        }
        if (plate.thickness() > 0) {
            rim(near, far, lens, projector);
        }
        flat(near, out, part.colour(), lens, projector);
    }

    /** The edge of a thick plate: a mark for each side that is seen, or its far outline where it is a curve. */
    private void rim(List<Vec> near, List<Vec> far, Projector.Lens lens, Projector projector) {
        if (near.size() <= LARGEST_CORNERED) {
            var middle = new ArrayList<Side>();
            var inside = Math.signum(Facets.normal(near).dot(near.getFirst().minus(far.getFirst())));
            for (var i = 0; i < near.size(); i++) {
                var j = (i + 1) % near.size();
                var out = near.get(j)
                        .minus(near.get(i))
                        .cross(near.get(i).minus(far.get(i)))
                        .times(inside);
                if (out.dot(near.get(i)) < 0) {
                    middle.add(new Side(List.of(near.get(i), near.get(j), far.get(j), far.get(i)), out));
                }
            }
            middle.sort((a, b) -> Double.compare(b.depth(), a.depth()));
            for (var side : middle) {
                flat(side.corners(), side.out(), part.colour(), lens, projector);
            }
            return;
        }
        var hull = projector.polygon(Projector.clipped(far));
        if (convex(hull)) {
            for (var p : Projector.clipped(near)) {
                var front = projector.polygon(List.of(p));
                hull.add(front.x(0), front.y(0));
            }
            hull.wrap();
        }
        var light = lambert(map.up(), lens) * 0.8;
        add(hull.path(), hull, light, Shade.FLAT, projector, part.colour(), part.finish());
    }

    private static boolean convex(Hull hull) {
        var wrapped = new Hull(hull.count());
        for (var i = 0; i < hull.count(); i++) {
            wrapped.add(hull.x(i), hull.y(i));
        }
        wrapped.wrap();
        return Math.abs(wrapped.area()) < 1.02 * Math.abs(hull.area());
    }

    private record Side(List<Vec> corners, Vec out) {
        double depth() {
            return corners.get(0)
                    .plus(corners.get(1))
                    .plus(corners.get(2))
                    .plus(corners.get(3))
                    .z();
        }
    }

    /** A decal hugs its host: what has gone round a round host's horizon is pulled back onto the horizon. */
    private void decal(Plate plate, Part decal, Shade shade, Projector.Lens lens, Projector projector) {
        var eye = body.unmap(Vec.ZERO);
        var points = new ArrayList<Vec>(plate.outline().size());
        var seen = 0;
        var light = 1.0;
        if (flat() && !(part.solid() instanceof Turned)) {
            var outline = new ArrayList<Vec>(plate.outline().size());
            var middle = Vec.ZERO;
            for (var p : plate.outline()) {
                outline.add(p);
                middle = middle.plus(p.times(1.0 / plate.outline().size()));
            }
            var normal = Facets.normal(outline);
            normal = normal.dot(middle) < 0 ? normal.times(-1) : normal;
            seen = normal.dot(eye.minus(middle)) > 0 ? 1 : 0;
            light = lambert(map.direction(normal), lens);
            points.addAll(outline);
        } else {
            for (var p : plate.outline()) {
                var axis = axis(p);
                var radii = part.solid() instanceof Ball b ? new Vec(b.radiusX(), b.radiusY(), b.radiusZ()) : null;
                var q = p.minus(axis);
                var e = eye.minus(axis);
                if (radii == null) {
                    var along = along();
                    var r = q.length();
                    radii = new Vec(r, r, r);
                    e = e.minus(along.times(along.dot(e)));
                }
                q = over(q, radii);
                e = over(e, radii);
                if (q.dot(e) > 1) {
                    seen++;
                    points.add(p);
                } else {
                    var distance = Math.max(1.000001, e.length());
                    var towards = e.unit();
                    var side =
                            q.minus(towards.times(q.dot(towards))).unit().times(Math.sqrt(1 - 1 / distance / distance));
                    var rim = towards.times(1 / distance).plus(side);
                    points.add(axis.plus(new Vec(rim.x() * radii.x(), rim.y() * radii.y(), rim.z() * radii.z())));
                }
            }
        }
        if (seen > 0) {
            points.replaceAll(map::point);
            var hull = projector.polygon(Projector.clipped(points));
            add(hull.path(), hull, light, shade, projector, decal.colour(), decal.finish());
        }
    }

    private static Vec over(Vec v, Vec radii) {
        return new Vec(v.x() / radii.x(), v.y() / radii.y(), v.z() / radii.z());
    }

    private Vec along() {
        return part.solid() instanceof Limb limb
                ? limb.end().minus(limb.start()).unit()
                : Vec.UP;
    }

    private Vec axis(Vec p) {
        return switch (part.solid()) {
            case Ball _, Block _, Facets _, Plate _ -> Vec.ZERO;
            case Limb limb -> limb.start().plus(along().times(along().dot(p.minus(limb.start()))));
            case Turned _ -> new Vec(0, p.y(), 0);
        };
    }

    private void add(Path2D path, Hull hull, double light, Shade shade, Projector projector) {
        add(path, hull, light, shade, projector, part.colour(), part.finish());
    }

    private void add(
            Path2D path, Hull hull, double light, Shade shade, Projector projector, int colour, Finish finish) {
        if (projector.outside(hull)) {
            return;
        }
        for (var i = 0; i < hull.count(); i++) {
            left = Math.min(left, hull.x(i));
            right = Math.max(right, hull.x(i));
            top = Math.min(top, hull.y(i));
            bottom = Math.max(bottom, hull.y(i));
        }
        marks.add(new Mark(path, colour, finish, light, shade, finish == Finish.DECAL ? 0 : number));
    }
}
