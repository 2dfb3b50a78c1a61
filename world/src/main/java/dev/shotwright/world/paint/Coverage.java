package dev.shotwright.world.paint;

import java.util.Arrays;

/** The rasteriser: finds how much of each pixel a contour covers, exactly, and lets a brush paint it. */
final class Coverage {
    /* The signed area method of font rasterisers: each line adds, in the cells that it crosses, what it changes in the
     * coverage of all that follow in the row; a running sum over the row is the coverage. Contours that wind twice saturate,
     * holes that wind the other way cancel. */

    private final int width;
    private final int height;
    private final int stride;
    private final float[] change;
    private final int[] first;
    private final int[] last;
    private final int[] row;
    private int limit;

    Coverage(int width, int height) {
        this.width = width;
        this.height = height;
        stride = width + 2;
        change = new float[stride * height];
        first = new int[height];
        last = new int[height];
        row = new int[width];
        limit = height;
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, -1);
    }

    /** Paints no rows from this one on, until it is said otherwise. */
    void limit(int row) {
        limit = Math.min(height, row);
    }

    void paint(Contour contour, Brush brush) {
        var top = Float.MAX_VALUE;
        var bottom = -Float.MAX_VALUE;
        for (var ring = 0; ring < contour.rings(); ring++) {
            var start = contour.start(ring);
            var end = contour.end(ring);
            for (var i = start; i < end; i++) {
                var j = i + 1 < end ? i + 1 : start;
                line(contour.x(i), contour.y(i), contour.x(j), contour.y(j));
                top = Math.min(top, contour.y(i));
                bottom = Math.max(bottom, contour.y(i));
            }
        }
        var from = Math.max(0, (int) Math.floor(top));
        var to = Math.min(limit, (int) Math.ceil(bottom));
        for (var y = from; y < to; y++) {
            if (last[y] >= 0) {
                sum(y, brush);
            }
        }
    }

    private void sum(int y, Brush brush) {
        var from = first[y];
        var to = Math.min(width, last[y] + 1);
        var offset = y * stride;
        var sum = 0f;
        var share = 0;
        for (var x = from; x < to; x++) {
            var step = change[offset + x];
            if (step != 0) {
                sum += step;
                share = Math.min(256, (int) (Math.abs(sum) * 256 + 0.5f));
            }
            row[x] = share;
        }
        Arrays.fill(change, offset + from, offset + last[y] + 1, 0);
        first[y] = Integer.MAX_VALUE;
        last[y] = -1;
        if (from < to) {
            brush.row(y, from, to, row);
        }
    }

    private void line(float fromX, float fromY, float toX, float toY) {
        if (fromY == toY) {
            return;
        }
        var direction = fromY < toY ? 1f : -1f;
        var topX = fromY < toY ? fromX : toX;
        var topY = Math.min(fromY, toY);
        var bottomX = fromY < toY ? toX : fromX;
        var bottomY = Math.max(fromY, toY);
        if (bottomY <= 0 || topY >= limit) {
            return;
        }
        var slope = (bottomX - topX) / (bottomY - topY);
        var x = topY < 0 ? topX - topY * slope : topX;
        topY = Math.max(0, topY);
        var end = Math.min(limit, (int) Math.ceil(bottomY));
        for (var y = (int) topY; y < end; y++) {
            var share = Math.min(y + 1, bottomY) - Math.max(y, topY);
            var next = x + slope * share;
            cell(y, share * direction, Math.min(x, next), Math.max(x, next));
            x = next;
        }
    }

    private void cell(int y, float share, float fromX, float toX) {
        var left = Math.max(0, Math.min(width, fromX));
        var right = Math.max(0, Math.min(width, toX));
        var start = (int) left;
        var end = (int) Math.ceil(right);
        var offset = y * stride + start;
        if (end <= start + 1) {
            var middle = 0.5f * (left + right) - start;
            change[offset] += share - share * middle;
            change[offset + 1] += share * middle;
            end = start + 1;
        } else {
            var steep = 1 / (right - left);
            var into = 1 - (left - start);
            var firstArea = 0.5f * steep * into * into;
            var out = right - end + 1;
            var lastArea = 0.5f * steep * out * out;
            change[offset] += share * firstArea;
            if (end == start + 2) {
                change[offset + 1] += share * (1 - firstArea - lastArea);
            } else {
                var second = steep * (into + 0.5f);
                change[offset + 1] += share * (second - firstArea);
                for (var i = 2; i < end - start - 1; i++) {
                    change[offset + i] += share * steep;
                }
                var rest = second + (end - start - 3) * steep;
                change[offset + end - start - 1] += share * (1 - rest - lastArea);
            }
            change[offset + end - start] += share * lastArea;
        }
        first[y] = Math.min(first[y], start);
        last[y] = Math.max(last[y], end);
    }
}
