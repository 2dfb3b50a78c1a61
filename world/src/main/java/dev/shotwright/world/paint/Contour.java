package dev.shotwright.world.paint;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Arrays;

/**
 * An outline as closed rings of straight lines, cut off a little outside of the frame. It is loaded again for each mark, so
 * that its arrays are used again.
 */
final class Contour {
    private static final float MARGIN = 48;

    private final float frameWidth;
    private final float frameHeight;
    private float[] x = new float[256];
    private float[] y = new float[256];
    private float[] spareX = new float[256];
    private float[] spareY = new float[256];
    private int[] ends = new int[16];
    private int points;
    private int rings;
    private float left;
    private float top;
    private float right;
    private float bottom;

    Contour(int frameWidth, int frameHeight) {
        this.frameWidth = frameWidth;
        this.frameHeight = frameHeight;
    }

    /** Takes an outline, enlarged by {@code factor} from the frame's corner. */
    Contour load(Path2D outline, float factor) {
        points = 0;
        rings = 0;
        left = top = Float.MAX_VALUE;
        right = bottom = -Float.MAX_VALUE;
        var c = new float[6];
        for (var steps = outline.getPathIterator(null); !steps.isDone(); steps.next()) {
            var kind = steps.currentSegment(c);
            for (var i = 0; i < 6; i++) {
                c[i] = Float.isFinite(c[i]) ? Math.max(-1e6f, Math.min(1e6f, c[i] * factor)) : 0;
            }
            switch (kind) {
                case PathIterator.SEG_MOVETO -> {
                    close();
                    add(c[0], c[1]);
                }
                case PathIterator.SEG_LINETO -> add(c[0], c[1]);
                case PathIterator.SEG_QUADTO -> {
                    var fromX = x[points - 1];
                    var fromY = y[points - 1];
                    cubic(
                            fromX + (c[0] - fromX) * 2 / 3,
                            fromY + (c[1] - fromY) * 2 / 3,
                            c[2] + (c[0] - c[2]) * 2 / 3,
                            c[3] + (c[1] - c[3]) * 2 / 3,
                            c[2],
                            c[3]);
                }
                case PathIterator.SEG_CUBICTO -> cubic(c[0], c[1], c[2], c[3], c[4], c[5]);
                default -> {}
            }
        }
        close();
        return this;
    }

    int points() {
        return points;
    }

    int rings() {
        return rings;
    }

    int start(int ring) {
        return ring == 0 ? 0 : ends[ring - 1];
    }

    int end(int ring) {
        return ends[ring];
    }

    float x(int point) {
        return x[point];
    }

    float y(int point) {
        return y[point];
    }

    /** Bounds of the whole outline, also of what is outside of the frame. */
    float left() {
        return left;
    }

    float top() {
        return top;
    }

    float right() {
        return right;
    }

    float bottom() {
        return bottom;
    }

    float centreX() {
        return (left + right) / 2;
    }

    float centreY() {
        return (top + bottom) / 2;
    }

    /** The smaller one of width and height. */
    float breadth() {
        return Math.min(right - left, bottom - top);
    }

    /** The larger one of width and height. */
    float extent() {
        return Math.max(right - left, bottom - top);
    }

    boolean empty() {
        return points == 0
                || right <= left
                || bottom <= top
                || right < -MARGIN
                || bottom < -MARGIN
                || left > frameWidth + MARGIN
                || top > frameHeight + MARGIN;
    }

    /** Puts points along the lines, no farther apart than {@code step}. */
    Contour resample(float step) {
        var count = 0;
        var newEnds = new int[rings];
        for (var ring = 0; ring < rings; ring++) {
            for (var i = start(ring); i < ends[ring]; i++) {
                var j = i + 1 < ends[ring] ? i + 1 : start(ring);
                var dx = x[j] - x[i];
                var dy = y[j] - y[i];
                var pieces = Math.min(2000, 1 + (int) (Math.sqrt(dx * dx + dy * dy) / step));
                ensureSpare(count + pieces);
                for (var piece = 0; piece < pieces; piece++) {
                    spareX[count] = x[i] + dx * piece / pieces;
                    spareY[count] = y[i] + dy * piece / pieces;
                    count++;
                }
            }
            newEnds[ring] = count;
        }
        swap(count);
        System.arraycopy(newEnds, 0, ends, 0, rings);
        return this;
    }

    /** Moves every line outwards by {@code distance} pixels, inwards if negative. */
    Contour grow(float distance) {
        return displace((px, py) -> distance);
    }

    /** Moves every point by up to {@code amplitude} pixels in a field, so that neighbours stay neighbours. */
    Contour warp(Texture texture, float amplitude, float frequency, float originX, float originY) {
        for (var i = 0; i < points; i++) {
            var u = (x[i] - originX) * frequency;
            var v = (y[i] - originY) * frequency;
            x[i] += 0.7f * amplitude * texture.smooth(u, v);
            y[i] += 0.7f * amplitude * texture.smooth(u + 101, v + 53);
        }
        return this;
    }

    /**
     * Moves the outline in and out by up to {@code amplitude} pixels; several rings are warped.
     *
     * @param frequency cells of the texture per pixel
     */
    Contour wobble(Texture texture, float amplitude, float frequency, float originX, float originY) {
        if (rings > 1) {
            return warp(texture, amplitude, frequency, originX, originY);
        }
        return displace((px, py) -> amplitude * texture.smooth((px - originX) * frequency, (py - originY) * frequency));
    }

    interface Distance {
        float at(float x, float y);
    }

    interface Visitor {
        void at(int point, float x, float y, float normalX, float normalY);
    }

    /** Calls for each point with the direction that leads out of the outline. */
    void visit(Visitor visitor) {
        var sign = area() < 0 ? -1f : 1f;
        for (var ring = 0; ring < rings; ring++) {
            var start = start(ring);
            var end = ends[ring];
            for (var i = start; i < end; i++) {
                var before = i > start ? i - 1 : end - 1;
                var after = i + 1 < end ? i + 1 : start;
                var nx = sign * (y[after] - y[before]);
                var ny = sign * (x[before] - x[after]);
                var length = (float) Math.sqrt(nx * nx + ny * ny) + 1e-6f;
                visitor.at(i, x[i], y[i], nx / length, ny / length);
            }
        }
    }

    /** How wide a line is at a point, where {@code (normalX, normalY)} leads out of the outline. */
    interface Pressure {
        float at(int point, float x, float y, float normalX, float normalY);
    }

    /** Turns the outline into a line along it, whose half width the pressure gives, point by point. */
    Contour trace(Pressure pressure) {
        ensureSpare(2 * points);
        var newEnds = new int[2 * rings];
        visit((point, px, py, nx, ny) -> {
            var ring = ringOf(point);
            var start = start(ring);
            var size = ends[ring] - start;
            var half = pressure.at(point, px, py, nx, ny);
            spareX[start + point] = px + nx * half;
            spareY[start + point] = py + ny * half;
            var back = 2 * start + 2 * size - 1 - (point - start);
            spareX[back] = px - nx * half;
            spareY[back] = py - ny * half;
        });
        for (var ring = 0; ring < rings; ring++) {
            newEnds[2 * ring] = start(ring) + ends[ring];
            newEnds[2 * ring + 1] = 2 * ends[ring];
        }
        var count = 2 * points;
        if (ends.length < newEnds.length) {
            ends = new int[2 * newEnds.length];
        }
        System.arraycopy(newEnds, 0, ends, 0, newEnds.length);
        rings *= 2;
        swap(count);
        return this;
    }

    /** Moves each point along its outward normal. */
    Contour displace(Distance distance) {
        ensureSpare(points);
        var sign = area() < 0 ? -1f : 1f;
        for (var ring = 0; ring < rings; ring++) {
            var start = start(ring);
            var end = ends[ring];
            for (var i = start; i < end; i++) {
                var before = i > start ? i - 1 : end - 1;
                var after = i + 1 < end ? i + 1 : start;
                var inX = y[i] - y[before];
                var inY = x[before] - x[i];
                var outX = y[after] - y[i];
                var outY = x[i] - x[after];
                var inLength = (float) Math.sqrt(inX * inX + inY * inY) + 1e-6f;
                var outLength = (float) Math.sqrt(outX * outX + outY * outY) + 1e-6f;
                var nx = inX / inLength + outX / outLength;
                var ny = inY / inLength + outY / outLength;
                var square = Math.max(0.5f, (nx * nx + ny * ny) / 2);
                var reach = sign * distance.at(x[i], y[i]) / square;
                spareX[i] = x[i] + nx * reach;
                spareY[i] = y[i] + ny * reach;
            }
        }
        swap(points);
        return this;
    }

    Contour shift(float dx, float dy) {
        for (var i = 0; i < points; i++) {
            x[i] += dx;
            y[i] += dy;
        }
        return this;
    }

    /** Makes the outline smaller about the point {@code at} of the way from another point to its centre. */
    Contour shrink(float factor, float otherX, float otherY, float at) {
        var aboutX = otherX + (centreX() - otherX) * at;
        var aboutY = otherY + (centreY() - otherY) * at;
        var middleX = centreX();
        var middleY = centreY();
        for (var i = 0; i < points; i++) {
            x[i] = aboutX + (x[i] - middleX) * factor;
            y[i] = aboutY + (y[i] - middleY) * factor;
        }
        return this;
    }

    /** Takes over another contour. */
    Contour copy(Contour other) {
        if (x.length < other.points) {
            x = new float[other.x.length];
            y = new float[other.x.length];
        }
        if (ends.length < other.rings) {
            ends = new int[other.ends.length];
        }
        System.arraycopy(other.x, 0, x, 0, other.points);
        System.arraycopy(other.y, 0, y, 0, other.points);
        System.arraycopy(other.ends, 0, ends, 0, other.rings);
        points = other.points;
        rings = other.rings;
        left = other.left;
        top = other.top;
        right = other.right;
        bottom = other.bottom;
        return this;
    }

    private int ringOf(int point) {
        var ring = 0;
        while (ends[ring] <= point) {
            ring++;
        }
        return ring;
    }

    private float area() {
        var sum = 0.0;
        for (var ring = 0; ring < rings; ring++) {
            for (var i = start(ring); i < ends[ring]; i++) {
                var j = i + 1 < ends[ring] ? i + 1 : start(ring);
                sum += (double) x[i] * y[j] - (double) x[j] * y[i];
            }
        }
        return (float) sum;
    }

    private void cubic(float ax, float ay, float bx, float by, float toX, float toY) {
        var fromX = x[points - 1];
        var fromY = y[points - 1];
        var length = Math.abs(ax - fromX)
                + Math.abs(ay - fromY)
                + Math.abs(bx - ax)
                + Math.abs(by - ay)
                + Math.abs(toX - bx)
                + Math.abs(toY - by);
        var pieces = Math.max(2, Math.min(48, 2 + (int) (0.7 * Math.sqrt(length))));
        for (var piece = 1; piece <= pieces; piece++) {
            var t = (float) piece / pieces;
            var s = 1 - t;
            var w0 = s * s * s;
            var w1 = 3 * s * s * t;
            var w2 = 3 * s * t * t;
            var w3 = t * t * t;
            add(w0 * fromX + w1 * ax + w2 * bx + w3 * toX, w0 * fromY + w1 * ay + w2 * by + w3 * toY);
        }
    }

    private void add(float px, float py) {
        if (points == x.length) {
            x = Arrays.copyOf(x, 2 * points);
            y = Arrays.copyOf(y, 2 * points);
        }
        x[points] = px;
        y[points] = py;
        points++;
        left = Math.min(left, px);
        right = Math.max(right, px);
        top = Math.min(top, py);
        bottom = Math.max(bottom, py);
    }

    private void close() {
        var start = rings == 0 ? 0 : ends[rings - 1];
        if (points - start < 3) {
            points = start;
            return;
        }
        if (x[start] == x[points - 1] && y[start] == y[points - 1]) {
            points--;
        }
        cut(start, -1, 0, MARGIN);
        cut(start, 1, 0, frameWidth + MARGIN);
        cut(start, 0, -1, MARGIN);
        cut(start, 0, 1, frameHeight + MARGIN);
        if (points - start < 3) {
            points = start;
            return;
        }
        if (rings == ends.length) {
            ends = Arrays.copyOf(ends, 2 * rings);
        }
        ends[rings++] = points;
    }

    /** Keeps of the last ring what has {@code a * x + b * y <= limit}. */
    private void cut(int start, float a, float b, float limit) {
        var outside = false;
        for (var i = start; i < points && !outside; i++) {
            outside = a * x[i] + b * y[i] > limit;
        }
        if (!outside) {
            return;
        }
        var count = 0;
        for (var i = start; i < points; i++) {
            var j = i + 1 < points ? i + 1 : start;
            var here = a * x[i] + b * y[i] - limit;
            var there = a * x[j] + b * y[j] - limit;
            ensureSpare(count + 2);
            if (here <= 0) {
                spareX[count] = x[i];
                spareY[count++] = y[i];
            }
            if ((here < 0 && there > 0) || (here > 0 && there < 0)) {
                var t = here / (here - there);
                spareX[count] = x[i] + (x[j] - x[i]) * t;
                spareY[count++] = y[i] + (y[j] - y[i]) * t;
            }
        }
        while (start + count > x.length) {
            x = Arrays.copyOf(x, 2 * x.length);
            y = Arrays.copyOf(y, 2 * y.length);
        }
        System.arraycopy(spareX, 0, x, start, count);
        System.arraycopy(spareY, 0, y, start, count);
        points = start + count;
    }

    private void ensureSpare(int count) {
        if (spareX.length < count) {
            spareX = Arrays.copyOf(spareX, 2 * count);
            spareY = Arrays.copyOf(spareY, 2 * count);
        }
    }

    private void swap(int count) {
        var oldX = x;
        var oldY = y;
        x = spareX;
        y = spareY;
        spareX = oldX;
        spareY = oldY;
        points = count;
    }
}
