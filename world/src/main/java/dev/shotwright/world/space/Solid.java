package dev.shotwright.world.space;

import java.util.ArrayList;
import java.util.List;

/** A convex body, or a flat plate, from which figures and settings are built; sizes in metres, in its own space. */
public sealed interface Solid {

    /** An ellipsoid about the origin. */
    record Ball(double radiusX, double radiusY, double radiusZ) implements Solid {}

    /** A round limb that tapers from one ball to another. */
    record Limb(Vec start, Vec end, double startRadius, double endRadius) implements Solid {}

    /** A block about the origin, with its three full sizes; each visible face is a mark of its own. */
    record Block(double width, double height, double length) implements Solid {}

    /** A body turned about the y axis: radii at rising heights; a concave profile is drawn as convex stretches. */
    record Turned(List<Ring> profile) implements Solid {
        public Turned {
            profile = List.copyOf(profile);
        }
    }

    /** A radius at a height. */
    record Ring(double height, double radius) {}

    /** A convex body with flat faces, each given by its corners in turn; each visible face is a mark of its own. */
    record Facets(List<List<Vec>> faces) implements Solid {
        public Facets {
            faces = faces.stream().map(List::copyOf).toList();
        }

        /** A block about the origin whose top has other sizes and may lie ahead: a roof, a pyramid, a cabin. */
        public static Facets tapered(Vec size, double topWidth, double topLength, double ahead) {
            var x = size.x() / 2;
            var z = size.z() / 2;
            var bottom = List.of(new Vec(x, 0, z), new Vec(-x, 0, z), new Vec(-x, 0, -z), new Vec(x, 0, -z));
            var u = topWidth / 2;
            var v = topLength / 2;
            var top = List.of(
                    new Vec(u, 0, ahead + v),
                    new Vec(-u, 0, ahead + v),
                    new Vec(-u, 0, ahead - v),
                    new Vec(u, 0, ahead - v));
            return stacked(List.of(at(bottom, -size.y() / 2), at(top, size.y() / 2)));
        }

        /** A turned body with a few flat sides, one of them to the front: a crystal, a rock, a nut. */
        public static Facets cut(List<Ring> profile, int sides) {
            var rings = new ArrayList<List<Vec>>();
            for (var ring : profile) {
                var corners = new ArrayList<Vec>(sides);
                for (var i = 0; i < sides; i++) {
                    var angle = 2 * Math.PI * (i + 0.5) / sides;
                    corners.add(new Vec(
                            -ring.radius() * StrictMath.sin(angle),
                            ring.height(),
                            ring.radius() * StrictMath.cos(angle)));
                }
                rings.add(corners);
            }
            return stacked(rings);
        }

        private static Facets stacked(List<List<Vec>> rings) {
            var faces = new ArrayList<List<Vec>>();
            faces.add(rings.getFirst());
            faces.add(rings.getLast());
            for (var k = 1; k < rings.size(); k++) {
                var low = rings.get(k - 1);
                var high = rings.get(k);
                for (var i = 0; i < low.size(); i++) {
                    var j = (i + 1) % low.size();
                    faces.add(List.of(low.get(i), low.get(j), high.get(j), high.get(i)));
                }
            }
            faces.removeIf(face -> normal(face).length() < 1e-9);
            return new Facets(faces);
        }

        private static List<Vec> at(List<Vec> corners, double height) {
            return corners.stream().map(p -> new Vec(p.x(), height, p.z())).toList();
        }

        /** A corner of the face that looks most in a direction, and the outward direction square to it. */
        public Plane facing(Vec direction) {
            Plane best = null;
            for (var face : faces) {
                var square = normal(face).unit();
                var normal = faces.stream().anyMatch(f -> beyond(f, face, square)) ? square.times(-1) : square;
                if (best == null || normal.dot(direction) > best.normal.dot(direction)) {
                    best = new Plane(face.getFirst(), normal);
                }
            }
            return best == null ? new Plane(Vec.ZERO, direction) : best;
        }

        /** A plane through a point. */
        public record Plane(Vec corner, Vec normal) {}

        private static boolean beyond(List<Vec> other, List<Vec> face, Vec normal) {
            return other.stream().anyMatch(p -> normal.dot(p.minus(face.getFirst())) > 1e-6);
        }

        /** Square to a face, with twice its area as length; which of its two sides is outside is not told. */
        static Vec normal(List<Vec> corners) {
            var sum = Vec.ZERO;
            for (var i = 0; i < corners.size(); i++) {
                sum = sum.plus(corners.get(i).cross(corners.get((i + 1) % corners.size())));
            }
            return sum;
        }
    }

    /** A flat outline in the x-y plane with a thickness along z, possibly 0: a wing, an ear, a leaf, a sign. */
    record Plate(List<Vec> outline, double thickness) implements Solid {
        public Plate {
            outline = List.copyOf(outline);
        }
    }
}
