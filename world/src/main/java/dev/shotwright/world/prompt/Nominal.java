package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Mention.Reference;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Measure;
import dev.shotwright.world.prompt.Sense.Quality;
import dev.shotwright.world.prompt.Sense.Quantity;
import dev.shotwright.world.prompt.Sense.Thing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the words before a noun say of it, while they are still being read. */
final class Nominal {
    Reference reference = Reference.BARE;
    int count;
    String hint = "";

    @Nullable
    Mention owner;

    @Nullable
    Deed deed;

    /** The latest number or demonstrative, which can stand for the noun. */
    @Nullable
    Token number;

    final Map<String, String> attributes = new LinkedHashMap<>();
    private int labelStart = -1;

    void other(Token token) {
        reference = Reference.OTHER;
        number = token;
    }

    void quantity(Quantity quantity, Token token) {
        count = quantity.count();
        reference = reference == Reference.BARE ? Reference.NEW : reference;
        number = token;
    }

    void measure(Measure measure) {
        count = Math.max(1, count) * measure.count();
        hint = measure.family();
    }

    void quality(Quality quality, Token token) {
        attributes.put(quality.attribute(), quality.value());
        label(token);
    }

    /** Lets the label begin at this word, if it does not begin before. */
    void label(Token token) {
        labelStart = labelStart < 0 ? token.start() : labelStart;
    }

    int labelStart(int otherwise) {
        return labelStart < 0 ? otherwise : labelStart;
    }

    /** Whether something before the noun says that it is one. */
    boolean determined() {
        return number != null || !attributes.isEmpty();
    }

    /** The number for the noun that it stands for, as in {@code the other two}. */
    Mention numberAlone(Token word, Reference pointing) {
        return new Mention(null, null, pointing, Math.max(1, count), attributes, word.text(), null, deed, hint);
    }

    /** @param amount of things, were they not one of a pair */
    Mention of(Thing thing, int amount, String label) {
        thing.attributes().forEach(attributes::putIfAbsent);
        var pairs = attributes.remove("count") != null;
        var number = pairs && count <= 2 ? 1 : Math.max(1, pairs ? count : amount);
        return new Mention(thing, null, reference, number, attributes, label, owner, deed, hint);
    }
}
