package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bones of a kind, parents first, and its legs and arms. */
final class Skeleton {
    final List<Bone> bones = new ArrayList<>();
    final List<Chain> chains = new ArrayList<>();
    private final Map<String, Integer> index = new LinkedHashMap<>();

    /** A bone at its place in its parent's space; the root's parent is -1. */
    record Bone(String name, int parent, Vec at, Turn rest) {}

    /**
     * Two bones and an end that can be put at a place.
     *
     * @param pole where the joint in the middle points, in the root's space
     * @param toe the point of the end bone that touches the ground, in that bone's space; null for an arm
     */
    record Chain(
            String goal,
            int upper,
            int lower,
            int end,
            Vec pole,
            @Nullable Vec toe) {}

    Skeleton(Map<String, String> boneTexts, Map<String, String> chainTexts, Sizes sizes) {
        add("root", -1, Vec.ZERO, Turn.NONE);
        boneTexts.forEach((name, text) -> {
            var words = text.split("\\s+", -1);
            var turn = words.length > 2 ? sizes.vec(words[2]) : Vec.ZERO;
            for (var side : sides(name)) {
                var at = sizes.vec(words[1]);
                add(
                        sided(name, side),
                        bone(sided(words[0], side)),
                        new Vec(at.x() * side, at.y(), at.z()),
                        Turn.degrees(turn.x(), turn.y() * side, turn.z() * side));
            }
        });
        chainTexts.forEach((name, text) -> {
            var words = text.split("\\s+", -1);
            for (var side : sides(name)) {
                var pole = sizes.vec(words[2]);
                chains.add(new Chain(
                        sided(name, side),
                        bone(sided(words[0], side)),
                        bone(sided(words[1], side)),
                        bone(sided(name, side)),
                        new Vec(pole.x() * side, pole.y(), pole.z()),
                        words.length > 3 ? sizes.vec(words[3]) : null));
            }
        });
    }

    int bone(String name) {
        var found = index.get(name);
        if (found == null) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    "bones",
                    "bone is '%s'; accepted are %s".formatted(name, index.keySet()));
        }
        return found;
    }

    @Nullable
    Integer find(String name) {
        return index.get(name);
    }

    /** The two sides of a name that ends in {@code ~}, one of any other. */
    static int[] sides(String name) {
        return name.endsWith("~") ? new int[] {1, -1} : new int[] {1};
    }

    static String sided(String name, int side) {
        return name.endsWith("~") ? name.substring(0, name.length() - 1) + (side > 0 ? "-r" : "-l") : name;
    }

    private void add(String name, int parent, Vec at, Turn rest) {
        index.put(name, bones.size());
        bones.add(new Bone(name, parent, at, rest));
    }
}
