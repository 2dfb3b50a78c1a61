package dev.shotwright.world.stage;

import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;

/** Finds a way on the ground around what stands there. */
final class Detour {

    /** An obstacle seen from above. */
    record Block(double left, double right, double near, double far) {

        static Block of(Extent extent, double margin) {
            return new Block(
                    extent.low().x() - margin,
                    extent.high().x() + margin,
                    extent.low().z() - margin,
                    extent.high().z() + margin);
        }

        boolean holds(Vec p) {
            return p.x() > left && p.x() < right && p.z() > near && p.z() < far;
        }

        /** Whether a straight line crosses it. */
        boolean bars(Vec from, Vec to) {
            var low = 0.0;
            var high = 1.0;
            var starts = new double[] {from.x(), from.z()};
            var ways = new double[] {to.x() - from.x(), to.z() - from.z()};
            var least = new double[] {left, near};
            var most = new double[] {right, far};
            for (var axis = 0; axis < 2; axis++) {
                if (StrictMath.abs(ways[axis]) < 1e-9) {
                    if (starts[axis] <= least[axis] || starts[axis] >= most[axis]) {
                        return false;
                    }
                } else {
                    var a = (least[axis] - starts[axis]) / ways[axis];
                    var b = (most[axis] - starts[axis]) / ways[axis];
                    low = Math.max(low, Math.min(a, b));
                    high = Math.min(high, Math.max(a, b));
                }
            }
            return low < high - 1e-6;
        }
    }

    private Detour() {}

    /** The corners of the way from one point to another; the side of the audience is preferred. */
    static List<Vec> around(Vec from, Vec to, List<Block> blocks) {
        var points = new ArrayList<Vec>();
        points.add(from);
        bend(from, to, blocks, 0, points);
        points.add(to);
        return points;
    }

    private static void bend(Vec from, Vec to, List<Block> blocks, int depth, List<Vec> points) {
        for (var block : blocks) {
            if (block.holds(from) || block.holds(to) || !block.bars(from, to) || depth > 3) {
                continue;
            }
            var front = corners(block, from, to, block.near() - 0.02);
            var back = corners(block, from, to, block.far() + 0.02);
            var way = length(from, front, to) * 0.8 <= length(from, back, to) ? front : back;
            var last = from;
            for (var corner : way) {
                bend(last, corner, blocks, depth + 1, points);
                points.add(corner);
                last = corner;
            }
            bend(last, to, blocks, depth + 1, points);
            return;
        }
    }

    private static List<Vec> corners(Block block, Vec from, Vec to, double z) {
        var corners = new ArrayList<Vec>();
        var rightwards = to.x() >= from.x();
        var first = new Vec(rightwards ? block.left() - 0.02 : block.right() + 0.02, from.y(), z);
        var second = new Vec(rightwards ? block.right() + 0.02 : block.left() - 0.02, to.y(), z);
        if (block.bars(from, second)) {
            corners.add(first);
        }
        if (corners.isEmpty() || block.bars(first, to)) {
            corners.add(second);
        }
        return corners;
    }

    private static double length(Vec from, List<Vec> corners, Vec to) {
        var sum = 0.0;
        var last = from;
        for (var corner : corners) {
            sum += corner.minus(last).length();
            last = corner;
        }
        return sum + to.minus(last).length();
    }
}
