package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The actions that a family can do, and to which of them the others fall. */
final class Repertoire {
    private final Map<String, Motion> motions;
    private final Map<String, String> falls;

    Repertoire(Map<String, Motion> motions, Map<String, String> falls) {
        this.motions = Map.copyOf(motions);
        this.falls = Map.copyOf(falls);
    }

    boolean has(String action) {
        return motions.containsKey(action);
    }

    /** The action itself, or the first on its way down that the family has; {@code stand} at the bottom. */
    String nearest(String action) {
        var seen = new HashSet<String>();
        var name = action;
        while (!motions.containsKey(name)) {
            if (!seen.add(name)) {
                return "stand";
            }
            name = falls.getOrDefault(name, "stand");
        }
        return name;
    }

    Motion motion(String name) {
        var motion = motions.get(name);
        if (motion == null) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    "actions",
                    "action is '%s'; accepted are %s".formatted(name, names()));
        }
        return motion;
    }

    Set<String> names() {
        return motions.keySet();
    }

    /** A pose that never moves, from channels with one value each. */
    static Motion still(String name, Map<String, String> channels) {
        var tracks = new LinkedHashMap<String, Track>();
        channels.forEach((channel, text) -> tracks.put(channel, Track.parse(text)));
        return new Motion(name, Motion.Clock.SECONDS, 1, null, tracks);
    }
}
