package dev.shotwright.world.stage;

import dev.shotwright.world.space.CameraPose;
import dev.shotwright.world.space.Vec;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A camera's view of flat things of any size: ground, water, walls, far ranges; clipped to a little more than the frame. */
final class Lens {

    private static final double NEAR = 0.05;
    private static final double MARGIN = 1.3;

    private final Vec position;
    private final Vec right;
    private final Vec up;
    private final Vec forward;
    private final double centreX;
    private final double centreY;
    private final double pixels;
    private final double slopeX;
    private final double slopeY;

    Lens(CameraPose pose, int width, int height) {
        position = pose.position();
        var sinYaw = StrictMath.sin(pose.yaw());
        var cosYaw = StrictMath.cos(pose.yaw());
        var sinPitch = StrictMath.sin(pose.pitch());
        var cosPitch = StrictMath.cos(pose.pitch());
        forward = new Vec(sinYaw * cosPitch, sinPitch, cosYaw * cosPitch);
        var level = new Vec(cosYaw, 0, -sinYaw);
        var upright = new Vec(-sinYaw * sinPitch, cosPitch, -cosYaw * sinPitch);
        var sinRoll = StrictMath.sin(pose.roll());
        var cosRoll = StrictMath.cos(pose.roll());
        right = level.times(cosRoll).minus(upright.times(sinRoll));
        up = upright.times(cosRoll).plus(level.times(sinRoll));
        centreX = width / 2.0;
        centreY = height / 2.0;
        pixels = pose.focal() * height;
        slopeX = MARGIN * centreX / pixels;
        slopeY = MARGIN * centreY / pixels;
    }

    Vec position() {
        return position;
    }

    Vec forward() {
        return forward;
    }

    /** Pixels per metre at a distance of one metre. */
    double pixels() {
        return pixels;
    }

    double depth(Vec world) {
        return world.minus(position).dot(forward);
    }

    /** Whether a ball may be in the frame. */
    boolean sees(Vec centre, double radius) {
        var offset = centre.minus(position);
        var z = offset.dot(forward);
        return z + radius > NEAR
                && Math.abs(offset.dot(right)) < slopeX * Math.max(z, 0) + 1.5 * radius
                && Math.abs(offset.dot(up)) < slopeY * Math.max(z, 0) + 1.5 * radius;
    }

    /** Where a point is seen, in pixels; null behind the camera. */
    @Nullable
    Point2D point(Vec world) {
        return seen(world.minus(position));
    }

    /** Where a far direction is seen, in pixels; null behind the camera. */
    @Nullable
    Point2D direction(Vec direction) {
        return seen(direction);
    }

    private @Nullable Point2D seen(Vec offset) {
        var z = offset.dot(forward);
        if (z < NEAR) {
            return null;
        }
        return new Point2D.Double(centreX + pixels * offset.dot(right) / z, centreY - pixels * offset.dot(up) / z);
    }

    /** Adds a polygon of the world to a path. */
    void add(Path2D path, List<Vec> polygon) {
        var points = new double[polygon.size() * 3];
        for (var i = 0; i < polygon.size(); i++) {
            put(points, i, polygon.get(i).minus(position));
        }
        clip(path, points, polygon.size());
    }

    /** Adds a polygon of directions, as if infinitely far. */
    void addFar(Path2D path, List<Vec> polygon) {
        var points = new double[polygon.size() * 3];
        for (var i = 0; i < polygon.size(); i++) {
            put(points, i, polygon.get(i));
        }
        clip(path, points, polygon.size());
    }

    /** Adds a polygon that lies flat at a height, given as x and z in turn. */
    void addFlat(Path2D path, double y, double... xz) {
        var count = xz.length / 2;
        var points = new double[count * 3];
        for (var i = 0; i < count; i++) {
            put(points, i, new Vec(xz[2 * i], y, xz[2 * i + 1]).minus(position));
        }
        clip(path, points, count);
    }

    private void put(double[] points, int index, Vec offset) {
        points[3 * index] = offset.dot(right);
        points[3 * index + 1] = offset.dot(up);
        points[3 * index + 2] = offset.dot(forward);
    }

    private void clip(Path2D path, double[] corners, int corners3) {
        var points = corners;
        var count = corners3;
        for (var plane = 0; plane < 5 && count > 0; plane++) {
            var outside = 0;
            for (var i = 0; i < count; i++) {
                if (inside(plane, points, i) < 0) {
                    outside++;
                }
            }
            if (outside == count) {
                return;
            }
            if (outside > 0) {
                var kept = new double[(count * 2) * 3];
                var n = 0;
                for (var i = 0; i < count; i++) {
                    var j = (i + 1) % count;
                    var here = inside(plane, points, i);
                    var there = inside(plane, points, j);
                    if (here >= 0) {
                        System.arraycopy(points, 3 * i, kept, 3 * n++, 3);
                    }
                    if (here >= 0 != there >= 0) {
                        var t = here / (here - there);
                        for (var k = 0; k < 3; k++) {
                            kept[3 * n + k] = points[3 * i + k] + t * (points[3 * j + k] - points[3 * i + k]);
                        }
                        n++;
                    }
                }
                points = kept;
                count = n;
            }
        }
        for (var i = 0; i < count; i++) {
            var z = points[3 * i + 2];
            var x = centreX + pixels * points[3 * i] / z;
            var y = centreY - pixels * points[3 * i + 1] / z;
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        if (count > 0) {
            path.closePath();
        }
    }

    private double inside(int plane, double[] points, int i) {
        var x = points[3 * i];
        var y = points[3 * i + 1];
        var z = points[3 * i + 2];
        return switch (plane) {
            case 0 -> z - NEAR;
            case 1 -> x + slopeX * z;
            case 2 -> slopeX * z - x;
            case 3 -> y + slopeY * z;
            case 4 -> slopeY * z - y;
            default -> throw new IllegalArgumentException("plane " + plane);
        };
    }
}
