package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Grammar;
import dev.shotwright.world.prompt.Sense.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word or a fixed phrase of a prompt with everything that it can mean.
 *
 * @param text as the prompt has it
 * @param first the first of its words in lower case
 * @param senses empty for an unknown word
 * @param bent whether its first word stands in another form than the lexicon's
 * @param inflected whether its last word stands in another form than the lexicon's
 */
record Token(
        String text,
        String first,
        Unit.Type type,
        int start,
        int end,
        List<Sense> senses,
        boolean bent,
        boolean inflected) {

    <T extends Sense> @Nullable T sense(Class<T> type) {
        for (var sense : senses) {
            if (type.isInstance(sense)) {
                return type.cast(sense);
            }
        }
        return null;
    }

    /** What is done, if it is not only a change into something that the sentence must name. */
    @Nullable
    Deed deed() {
        @Nullable Deed found = null;
        for (var sense : senses) {
            if (sense instanceof Deed deed && (found == null || changes(found))) {
                found = deed;
            }
        }
        return found;
    }

    /** What a lamp does: of {@code go out} that it goes dark. */
    @Nullable
    Deed lampDeed() {
        for (var sense : senses) {
            if (sense instanceof Deed deed
                    && deed.turn() != null
                    && deed.turn().what().equals("brightness")) {
                return deed;
            }
        }
        return deed();
    }

    /** The change into something that the sentence names. */
    @Nullable
    Deed change() {
        for (var sense : senses) {
            if (sense instanceof Deed deed && changes(deed)) {
                return deed;
            }
        }
        return null;
    }

    private static boolean changes(Deed deed) {
        return deed.is(Deed.Trait.CHANGE) && deed.turn() == null;
    }

    boolean has(Class<? extends Sense> type) {
        return sense(type) != null;
    }

    boolean is(Role role) {
        for (var sense : senses) {
            if (sense instanceof Grammar grammar && grammar.role() == role) {
                return true;
            }
        }
        return false;
    }

    boolean unknown() {
        return senses.isEmpty() && (type == Unit.Type.WORD || type == Unit.Type.HAN);
    }

    boolean comma() {
        return type == Unit.Type.COMMA;
    }

    boolean gerund() {
        return first.length() > 4 && first.endsWith("ing");
    }

    boolean pastForm() {
        return first.endsWith("ed") || first.endsWith("en") || first.endsWith("wn");
    }
}
