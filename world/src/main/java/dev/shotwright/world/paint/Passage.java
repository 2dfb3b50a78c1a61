package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks of a sheet that follow each other and are painted as one wash: round parts of one colour, or the faces of one solid.
 *
 * @param faces for each mark the faces that it belongs to
 */
record Passage(List<Mark> marks, List<Faces> faces) {

    static List<Passage> of(List<Mark> marks) {
        var faces = Faces.of(marks);
        var passages = new ArrayList<Passage>();
        for (var begin = 0; begin < marks.size(); ) {
            var end = begin + 1;
            while (end < marks.size() && together(marks.get(begin), marks.get(end))) {
                end++;
            }
            passages.add(new Passage(marks.subList(begin, end), faces.subList(begin, end)));
            begin = end;
        }
        return passages;
    }

    Mark first() {
        return marks.getFirst();
    }

    private static boolean together(Mark one, Mark other) {
        return Faces.together(one, other)
                || (one.colour() == other.colour()
                        && one.finish() == other.finish()
                        && !one.shade().flat()
                        && !other.shade().flat());
    }
}
