package dev.shotwright.world.figure;

import dev.shotwright.world.space.Solid;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;

/**
 * A spot on a solid, onto which flat outlines are wrapped.
 *
 * @param host the solid
 * @param across degrees to the side on a ball or turned body, share of the length on a limb, metres on a plate or face
 * @param upward degrees up on a ball, metres up on a turned body, degrees round a limb, metres on a plate or face
 * @param face which face of a block or of facets, such as {@code front}; empty on others
 */
record Surface(Solid host, double across, double upward, String face) {

    /** The outline's points, given in metres about the spot, on the surface. */
    List<Vec> wrap(List<Vec> outline) {
        var result = new ArrayList<Vec>(outline.size());
        switch (host) {
            case Solid.Ball ball -> {
                var yaw = StrictMath.toRadians(across);
                var pitch = StrictMath.toRadians(upward);
                var n = new Vec(
                        StrictMath.sin(yaw) * StrictMath.cos(pitch),
                        StrictMath.sin(pitch),
                        StrictMath.cos(yaw) * StrictMath.cos(pitch));
                var side = new Vec(StrictMath.cos(yaw), 0, -StrictMath.sin(yaw));
                var up = n.cross(side);
                var wide = Math.abs(side.x()) * ball.radiusX() + Math.abs(side.z()) * ball.radiusZ();
                for (var p : outline) {
                    var q = n.plus(side.times(p.x() / wide))
                            .plus(up.times(p.y() / ball.radiusY()))
                            .unit();
                    result.add(new Vec(q.x() * ball.radiusX(), q.y() * ball.radiusY(), q.z() * ball.radiusZ()));
                }
            }
            case Solid.Limb limb -> {
                var axis = limb.end().minus(limb.start());
                var along = axis.unit();
                var top = Math.abs(along.y()) > 0.75 ? new Vec(0, 0, 1) : Vec.UP;
                top = top.minus(along.times(along.dot(top))).unit();
                var side = along.cross(top);
                side = side.x() < 0 ? side.times(-1) : side;
                for (var p : outline) {
                    var t = Math.clamp(across + p.y() / axis.length(), 0, 1);
                    var radius = limb.startRadius() + (limb.endRadius() - limb.startRadius()) * t;
                    var angle = StrictMath.toRadians(upward) + p.x() / radius;
                    result.add(limb.start()
                            .plus(axis.times(t))
                            .plus(top.times(radius * StrictMath.cos(angle)))
                            .plus(side.times(radius * StrictMath.sin(angle))));
                }
            }
            case Solid.Turned turned -> {
                for (var p : outline) {
                    var height = upward + p.y();
                    var radius = radius(turned, height);
                    var angle = StrictMath.toRadians(across) + p.x() / Math.max(1e-6, radius(turned, upward));
                    result.add(new Vec(radius * StrictMath.sin(angle), height, radius * StrictMath.cos(angle)));
                }
            }
            case Solid.Block block -> {
                for (var p : outline) {
                    var out = outward(face);
                    result.add(beside(across + p.x(), upward + p.y())
                            .plus(new Vec(
                                    out.x() * block.width() / 2,
                                    out.y() * block.height() / 2,
                                    out.z() * block.length() / 2)));
                }
            }
            case Solid.Facets facets -> {
                var along = outward(face);
                var plane = facets.facing(along);
                for (var p : outline) {
                    var q = beside(across + p.x(), upward + p.y());
                    var gap = plane.normal().dot(plane.corner().minus(q))
                            / plane.normal().dot(along);
                    result.add(q.plus(along.times(gap)));
                }
            }
            case Solid.Plate plate -> {
                var z = plate.thickness() / 2 * (face.equals("back") ? -1 : 1) + (face.equals("back") ? -1e-4 : 1e-4);
                for (var p : outline) {
                    result.add(new Vec(across + p.x(), upward + p.y(), z));
                }
            }
        }
        return result;
    }

    private static Vec outward(String face) {
        return switch (face) {
            case "back" -> new Vec(0, 0, -1);
            case "left" -> new Vec(-1, 0, 0);
            case "right" -> new Vec(1, 0, 0);
            case "top" -> Vec.UP;
            case "bottom" -> new Vec(0, -1, 0);
            default -> new Vec(0, 0, 1);
        };
    }

    /** A point of a flat face, moved into the plane through the solid's middle. */
    private Vec beside(double x, double y) {
        return switch (face) {
            case "back" -> new Vec(-x, y, 0);
            case "left", "right" -> new Vec(0, y, x);
            case "top", "bottom" -> new Vec(x, 0, y);
            default -> new Vec(x, y, 0);
        };
    }

    private static double radius(Solid.Turned turned, double height) {
        var profile = turned.profile();
        var below = profile.getFirst();
        for (var ring : profile) {
            if (ring.height() >= height) {
                var gap = ring.height() - below.height();
                return gap <= 0
                        ? ring.radius()
                        : below.radius() + (ring.radius() - below.radius()) * (height - below.height()) / gap;
            }
            below = ring;
        }
        return below.radius();
    }
}
