package dev.shotwright.world.figure;

import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Vec;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where every bone is turned, shifted and stretched to, and what the face shows. */
final class Pose {
    final Turn[] turns;
    final Vec[] shifts;
    final Vec[] stretches;
    final Map<Expression, Double> face = new EnumMap<>(Expression.class);

    Pose(int bones) {
        turns = new Turn[bones];
        shifts = new Vec[bones];
        stretches = new Vec[bones];
        Arrays.fill(turns, Turn.NONE);
        Arrays.fill(shifts, Vec.ZERO);
        Arrays.fill(stretches, Vec.ZERO);
    }

    /** What a face can show, each 0 at rest, and what happens to the figure as a whole. */
    enum Expression {
        EYES,
        BROW,
        LIFT,
        SMILE,
        MOUTH,
        FADE,
        GLOW
    }

    double face(Expression expression) {
        return face.getOrDefault(expression, 0.0);
    }

    Pose towards(Pose other, double t) {
        var result = new Pose(turns.length);
        for (var i = 0; i < turns.length; i++) {
            result.turns[i] = turns[i].towards(other.turns[i], t);
            result.shifts[i] = shifts[i].towards(other.shifts[i], t);
            result.stretches[i] = stretches[i].towards(other.stretches[i], t);
        }
        for (var expression : Expression.values()) {
            var here = face(expression);
            result.face.put(expression, here + (other.face(expression) - here) * t);
        }
        return result;
    }

    /** The bones' placements in the figure's space. */
    List<Placement> placements(Skeleton skeleton) {
        var result = new Placement[turns.length];
        for (var i = 0; i < turns.length; i++) {
            place(skeleton, i, result);
        }
        return Collections.unmodifiableList(Arrays.asList(result));
    }

    void place(Skeleton skeleton, int i, Placement[] placements) {
        var bone = skeleton.bones.get(i);
        var turn = bone.rest().then(turns[i]).placement();
        var s = stretches[i];
        var local = new Placement(
                turn.right().times(1 + s.x()),
                turn.up().times(1 + s.y()),
                turn.depth().times(1 + s.z()),
                bone.at().plus(shifts[i]));
        placements[i] = bone.parent() < 0 ? local : placements[bone.parent()].then(local);
    }
}
