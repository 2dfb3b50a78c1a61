package dev.shotwright.world.space;

import java.awt.geom.Path2D;
import java.util.Arrays;

/** Points in a plane that grow one by one, and the convex outline around them. */
final class Hull {
    private static final int[] GAPS = {57, 23, 10, 4, 1};

    private double[] x;
    private double[] y;
    private int count;

    Hull(int capacity) {
        x = new double[capacity];
        y = new double[capacity];
    }

    void add(double px, double py) {
        if (count == x.length) {
            x = Arrays.copyOf(x, count * 2);
            y = Arrays.copyOf(y, count * 2);
        }
        x[count] = px;
        y[count++] = py;
    }

    int count() {
        return count;
    }

    double x(int i) {
        return x[i];
    }

    double y(int i) {
        return y[i];
    }

    /** Keeps only the corners of the convex outline, in one turning sense (Andrew's monotone chain). */
    void wrap() {
        if (count < 3) {
            return;
        }
        sort();
        var hx = new double[2 * count];
        var hy = new double[2 * count];
        var k = 0;
        for (var i = 0; i < count; i++) {
            while (k >= 2 && turn(hx, hy, k, x[i], y[i]) <= 0) {
                k--;
            }
            hx[k] = x[i];
            hy[k++] = y[i];
        }
        var lower = k + 1;
        for (var i = count - 2; i >= 0; i--) {
            while (k >= lower && turn(hx, hy, k, x[i], y[i]) <= 0) {
                k--;
            }
            hx[k] = x[i];
            hy[k++] = y[i];
        }
        x = hx;
        y = hy;
        count = k - 1;
    }

    Path2D path() {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO, count + 2);
        appendTo(path);
        return path;
    }

    void appendTo(Path2D path) {
        if (count < 3) {
            return;
        }
        path.moveTo(x[0], y[0]);
        for (var i = 1; i < count; i++) {
            path.lineTo(x[i], y[i]);
        }
        path.closePath();
    }

    /** Twice the signed area. */
    double area() {
        var sum = 0.0;
        for (var i = 0; i < count; i++) {
            var j = i + 1 == count ? 0 : i + 1;
            sum += x[i] * y[j] - x[j] * y[i];
        }
        return sum;
    }

    private static double turn(double[] hx, double[] hy, int k, double px, double py) {
        return (hx[k - 1] - hx[k - 2]) * (py - hy[k - 2]) - (hy[k - 1] - hy[k - 2]) * (px - hx[k - 2]);
    }

    /** Shell's sort, by x and then by y. */
    private void sort() {
        for (var gap : GAPS) {
            for (var i = gap; i < count; i++) {
                var px = x[i];
                var py = y[i];
                var j = i - gap;
                while (j >= 0 && (x[j] > px || (x[j] == px && y[j] > py))) {
                    x[j + gap] = x[j];
                    y[j + gap] = y[j];
                    j -= gap;
                }
                x[j + gap] = px;
                y[j + gap] = py;
            }
        }
    }
}
