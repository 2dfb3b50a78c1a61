package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Sense.Pace;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how something becomes something else: 从白色变成红色, 逐渐变大, 变成了白云. */
final class ChineseTurns {
    private final Cursor cursor;
    private final ChineseNouns nouns;

    ChineseTurns(Cursor cursor, ChineseNouns nouns) {
        this.cursor = cursor;
        this.nouns = nouns;
    }

    /** The change that begins at the cursor; null, and the cursor unmoved, where there is none. */
    @Nullable
    Turn at(List<Mention> subjects) {
        var place = cursor.at();
        var turn = subjects.isEmpty() ? null : turn(subjects.getFirst());
        if (turn == null) {
            cursor.back(place);
            return null;
        }
        return idiom(subjects.getFirst(), turn);
    }

    private @Nullable Turn turn(Mention subject) {
        @Nullable State from = null;
        if (cursor.passes(Role.FROM)) {
            from = state();
            if (from == null) {
                return null;
            }
            passAdverbs();
            if (!cursor.sees(Role.BECOME) && !cursor.sees(Role.TO)) {
                return null;
            }
            cursor.skip();
        } else {
            passAdverbs();
            if (!cursor.passes(Role.BECOME)) {
                return null;
            }
        }
        while (cursor.sees(Role.BECOME) || cursor.sees(Role.ASPECT) || cursor.sees(Role.TO)) {
            cursor.skip();
        }
        var to = state();
        if (to == null || (to.quality() == null && to.mention() != null && !to.thing())) {
            return null;
        }
        while (cursor.sees(Role.ASPECT) || cursor.sees(Role.GENITIVE)) {
            cursor.skip();
        }
        return State.turn(subject, from, to);
    }

    private void passAdverbs() {
        var token = cursor.peek();
        while (token != null
                && (token.has(Pace.class) || token.is(Role.VERY) || token.is(Role.ASPECT) || token.is(Role.IGNORED))) {
            cursor.skip();
            token = cursor.peek();
        }
    }

    private @Nullable State state() {
        passAdverbs();
        var token = cursor.peek();
        if (token == null || token.comma()) {
            return null;
        }
        var place = cursor.at();
        var mention = nouns.read();
        if (mention != null && mention.thing() != null && !token.unknown()) {
            return new State(null, mention, mention.label());
        }
        cursor.back(place);
        cursor.skip();
        cursor.passes(Role.GENITIVE);
        return State.of(token);
    }

    /** English has two words for 大 and 暗: an animal is big and a thing large, a lamp dim and a place dark. */
    private static Turn idiom(Mention subject, Turn turn) {
        var thing = subject.thing();
        if (thing == null) {
            return turn;
        }
        if (turn.what().equals("size") && !thing.animate()) {
            return new Turn("size", large(turn.from()), large(turn.to()));
        }
        if (turn.what().equals("brightness") && thing.attributes().containsKey("glows")) {
            return new Turn("brightness", dim(turn.from()), dim(turn.to()));
        }
        return turn;
    }

    private static String large(String size) {
        return size.equals("big") ? "large" : size;
    }

    private static String dim(String brightness) {
        return brightness.equals("dark") ? "dim" : brightness;
    }
}
