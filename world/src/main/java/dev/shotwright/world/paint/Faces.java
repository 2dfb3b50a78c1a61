package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * The flat faces of one solid that follow each other in a sheet. They share their edges: a painter grows them a little and
 * bends them all by one field, so that nothing behind them shows between two.
 *
 * @param count how many there are; one for a mark that stands alone
 * @param centreX of all of them, in pixels
 * @param breadth the smaller one of width and height of all of them
 */
record Faces(int count, float centreX, float centreY, float breadth) {
    /** Pixels by which faces reach under each other: half a pixel for the edge's smoothing, and a little. */
    static final float OVERLAP = 0.6f;

    private static final Faces ALONE = new Faces(1, 0, 0, 0);

    /** For each mark the faces that it belongs to. */
    static List<Faces> of(List<Mark> marks) {
        var found = new ArrayList<Faces>(marks.size());
        while (found.size() < marks.size()) {
            var begin = found.size();
            var end = begin + 1;
            while (end < marks.size() && together(marks.get(begin), marks.get(end))) {
                end++;
            }
            var faces = end - begin == 1 ? ALONE : around(marks.subList(begin, end));
            for (var i = begin; i < end; i++) {
                found.add(faces);
            }
        }
        return found;
    }

    static boolean together(Mark one, Mark other) {
        return one.solid() != 0
                && one.solid() == other.solid()
                && one.colour() == other.colour()
                && one.shade().flat()
                && other.shade().flat();
    }

    /** Whether the mark is one of several. */
    boolean several() {
        return count > 1;
    }

    private static Faces around(List<Mark> marks) {
        var bounds = marks.getFirst().outline().getBounds2D();
        for (var mark : marks) {
            bounds.add(mark.outline().getBounds2D());
        }
        return new Faces(marks.size(), (float) bounds.getCenterX(), (float) bounds.getCenterY(), (float)
                Math.min(bounds.getWidth(), bounds.getHeight()));
    }
}
