package dev.shotwright.world.figure;

import dev.shotwright.world.scene.Scene;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a figure looks like at one moment: what the scene says of it, and an identity from which the figure chooses all
 * that the scene leaves open, so that the same identity looks the same in each shot.
 *
 * @param identity the subject's id and kind
 * @param attributes as in {@link Scene.Subject}
 * @param next the look that this one goes over to; null where it stays
 * @param share how far it has gone over, 0 to 1
 */
public record Look(
        String identity,
        Map<String, String> attributes,
        @Nullable Look next,
        double share) {

    public Look {
        attributes = Map.copyOf(attributes);
    }

    public static Look of(Scene.Subject subject) {
        return new Look(subject.id() + "/" + subject.kind(), subject.attributes(), null, 0);
    }

    /** The look with one attribute changed. */
    public Look with(String attribute, String word) {
        var changed = new java.util.HashMap<>(attributes);
        changed.put(attribute, word);
        return new Look(identity, changed, null, 0);
    }

    /** The look at {@code t} of the way to another: colours, brightness and size go over gradually, the rest half-way. */
    public Look between(Look other, double t) {
        return t <= 0 ? this : t >= 1 ? other : new Look(identity, attributes, other, t);
    }

    /** How many times the kind's own size. */
    public double scale() {
        var scale = switch (attributes.getOrDefault("size", "")) {
            case "tiny" -> 0.4;
            case "small", "short" -> 0.7;
            case "big", "large", "tall" -> 1.35;
            case "huge", "giant", "enormous" -> 2;
            default -> 1;
        };
        return next == null ? scale : scale + (next.scale() - scale) * share;
    }

    /** Marks of the look that the data can ask for: each attribute's word after its name, such as {@code emotion-happy}. */
    Set<String> traits() {
        if (next != null && share >= 0.5) {
            return next.traits();
        }
        var traits = new HashSet<String>();
        attributes.forEach((name, words) -> {
            for (var item : words.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)) {
                traits.add(name + "-" + item.replace(' ', '-'));
                var last = item.lastIndexOf(' ');
                if (last >= 0) {
                    traits.add(name + "-" + item.substring(last + 1));
                }
            }
        });
        return traits;
    }

    /** A choice from 0 to {@code count - 1} that only the identity and the purpose decide. */
    int choice(String purpose, int count) {
        var hash = 0xCBF29CE484222325L;
        var text = identity + "#" + purpose;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash ^= hash >>> 29;
        hash *= 0xBF58476D1CE4E5B9L;
        hash ^= hash >>> 32;
        return (int) Long.remainderUnsigned(hash, count);
    }
}
