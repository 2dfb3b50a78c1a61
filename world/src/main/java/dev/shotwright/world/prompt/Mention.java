package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Referent;
import dev.shotwright.world.prompt.Sense.Thing;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something as the prompt names it at one place.
 *
 * @param thing null for a pronoun or a bare number
 * @param pronoun null for a noun
 * @param label the words, without articles
 * @param owner of whom it is a part or a possession
 * @param deed what a participle before the noun says that it does, as in {@code a sleeping cat}
 * @param hint the family that a measure word hints at, or empty
 */
record Mention(
        @Nullable Thing thing,
        @Nullable Referent pronoun,
        Reference reference,
        int count,
        Map<String, String> attributes,
        String label,
        @Nullable Mention owner,
        @Nullable Deed deed,
        String hint) {

    /** The count of a plural without a number. */
    static final int SOME = 3;

    Mention {
        attributes = Map.copyOf(attributes);
    }

    /** How a noun points at something. */
    enum Reference {
        BARE,
        NEW,
        KNOWN,
        OTHER
    }

    static Mention pronoun(Referent referent, String label) {
        return new Mention(null, referent, Reference.KNOWN, 1, Map.of(), label, null, null, "");
    }

    /** A thing that the prompt only names by the way. */
    static Mention bare(Thing thing, String label) {
        return new Mention(thing, null, Reference.BARE, 1, thing.attributes(), label, null, null, "");
    }

    /** The same words once more. */
    Mention again() {
        return new Mention(thing, pronoun, reference, count, attributes, label, owner, deed, hint);
    }

    /** Somebody whom the prompt does not name. */
    static Mention somebody() {
        var person = new Thing("person", "person", "person", Thing.Sort.FIGURE, Map.of());
        return new Mention(person, null, Reference.NEW, 1, Map.of(), "person", null, null, "");
    }

    boolean has(Thing.Sort role) {
        return thing != null && thing.sort() == role;
    }

    boolean glows() {
        return thing != null && thing.attributes().containsKey("glows");
    }

    boolean worn() {
        return thing != null && thing.attributes().containsKey("worn");
    }

    /** Whether it is somebody's help. */
    boolean helps() {
        return thing != null && thing.attributes().containsKey("helps");
    }

    boolean place() {
        return has(Thing.Sort.PLACE);
    }

    boolean animate() {
        return thing == null || thing.animate();
    }

    Mention withOwner(Mention newOwner) {
        return new Mention(thing, pronoun, reference, count, attributes, label, newOwner, deed, hint);
    }

    Mention withAttribute(String attribute, String value) {
        var more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new Mention(thing, pronoun, reference, count, more, label, owner, deed, hint);
    }
}
