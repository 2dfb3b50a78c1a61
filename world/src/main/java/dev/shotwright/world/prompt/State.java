package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Sense.Quality;
import dev.shotwright.world.prompt.Sense.Turn;
import dev.shotwright.world.scene.Scene;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What something is before or after a change: a quality, another thing, or an unknown word.
 *
 * @param words of the prompt
 */
record State(@Nullable Quality quality, @Nullable Mention mention, String words) {

    /** Whether it is another thing that can be drawn. */
    boolean thing() {
        return mention != null && !mention.has(Sense.Thing.Sort.ABSTRACT);
    }

    /** What a word alone says that something becomes; null for a known word that says nothing of the kind. */
    static @Nullable State of(Token token) {
        var quality = token.sense(Quality.class);
        if (quality != null) {
            return new State(quality, null, token.text());
        }
        var feature = token.sense(Sense.Feature.class);
        if (feature != null) {
            var attribute = feature.aspect().name().toLowerCase(Locale.ROOT);
            return new State(new Quality(attribute, feature.value(), null), null, token.text());
        }
        var deed = token.deed();
        var turn = deed == null ? null : deed.turn();
        if (turn != null) {
            return new State(new Quality(turn.what(), turn.to(), turn.from()), null, token.text());
        }
        return token.unknown() ? new State(null, null, token.text()) : null;
    }

    /** The change of a subject from one state, null for the one that it is in, to another. */
    static Turn turn(Mention subject, @Nullable State from, State to) {
        var quality = to.quality();
        if (quality != null) {
            return new Turn(quality.attribute(), before(subject, from, quality), quality.value());
        }
        var mention = to.mention();
        if (mention == null || mention.thing() == null) {
            return new Turn("state", from == null ? Scene.Change.OWN : from.words(), lower(to.words()));
        }
        var source = from != null && from.mention() != null ? from.mention() : subject;
        var thing = source.thing();
        if (from != null && from.quality() != null) {
            var value = mention.attributes().get(from.quality().attribute());
            if (value != null) {
                return new Turn(from.quality().attribute(), from.quality().value(), value);
            }
        }
        if (thing == null || thing.kind().equals(mention.thing().kind())) {
            var turn = difference(source.attributes(), mention.attributes());
            if (turn != null) {
                return turn;
            }
        }
        return new Turn(
                "kind",
                thing == null ? Scene.Change.OWN : thing.kind(),
                mention.thing().kind());
    }

    private static @Nullable Turn difference(Map<String, String> before, Map<String, String> after) {
        for (var key : new String[] {"material", "colour", "size", "brightness", "age"}) {
            var value = after.get(key);
            if (value != null && !value.equals(before.get(key))) {
                return new Turn(key, before.getOrDefault(key, Scene.Change.OWN), value);
            }
        }
        for (var entry : after.entrySet()) {
            if (!entry.getValue().equals(before.get(entry.getKey()))) {
                return new Turn(
                        entry.getKey(), before.getOrDefault(entry.getKey(), Scene.Change.OWN), entry.getValue());
            }
        }
        return null;
    }

    private static String before(Mention subject, @Nullable State from, Quality to) {
        if (from != null) {
            var quality = from.quality();
            if (quality != null) {
                return quality.value();
            }
            var mention = from.mention();
            var value = mention == null ? null : mention.attributes().get(to.attribute());
            return value != null ? value : lower(from.words());
        }
        var own = subject.attributes().get(to.attribute());
        if (own != null && !own.equals(to.value())) {
            return own;
        }
        var opposite = to.opposite();
        return opposite != null ? opposite : Scene.Change.OWN;
    }

    private static String lower(String words) {
        return words.toLowerCase(Locale.ROOT);
    }
}
