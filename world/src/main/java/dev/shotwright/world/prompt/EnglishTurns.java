package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.prompt.Sense.Pace;
import dev.shotwright.world.prompt.Sense.Quality;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how something becomes something else: {@code changes from white to red}, {@code turned into a metal floor}. */
final class EnglishTurns {
    private final Cursor cursor;
    private final EnglishNouns nouns;

    EnglishTurns(Cursor cursor, EnglishNouns nouns) {
        this.cursor = cursor;
        this.nouns = nouns;
    }

    /** The change that begins with the verb at the cursor; null, and the cursor unmoved, where there is none. */
    @Nullable
    Turn at(List<Mention> subjects) {
        var token = cursor.peek();
        var deed = token == null ? null : token.change();
        if (deed == null || subjects.isEmpty()) {
            return null;
        }
        var place = cursor.at();
        cursor.skip();
        var turn = turn(subjects.getFirst(), deed.is(Trait.BECOMES));
        if (turn == null) {
            cursor.back(place);
        }
        return turn;
    }

    private @Nullable Turn turn(Mention subject, boolean sure) {
        passAdverbs();
        @Nullable State from = null;
        if (cursor.passes(Role.FROM)) {
            from = state();
            if (from == null) {
                return null;
            }
            passAdverbs();
        }
        var linked = cursor.passes(Role.INTO) || cursor.passes(Role.TO);
        if (from != null && !linked) {
            return null;
        }
        var to = state();
        if (to == null || (!linked && to.quality() == null && !(sure && to.thing()))) {
            return null;
        }
        passRepeats();
        if (from == null && to.quality() == null && !to.thing() && !(sure && linked)) {
            return null;
        }
        return State.turn(subject, from, to);
    }

    private void passAdverbs() {
        var token = cursor.peek();
        while (token != null
                && (token.has(Pace.class)
                        || token.is(Role.VERY)
                        || token.is(Role.IGNORED)
                        || token.is(Role.BE)
                        || dimension(token))) {
            cursor.skip();
            token = cursor.peek();
        }
    }

    /** Whether a word only names what changes, as {@code colour} in {@code changes colour from red to blue}. */
    private boolean dimension(Token token) {
        var thing = token.sense(Sense.Thing.class);
        return thing != null
                && thing.sort() == Sense.Thing.Sort.ABSTRACT
                && (cursor.sees(1, Role.FROM) || cursor.sees(1, Role.TO));
    }

    private void passRepeats() {
        while (cursor.sees(Role.AND) && cursor.sees(1, Quality.class)) {
            var next = cursor.peek(1);
            var previous = cursor.peek(-1);
            if (next == null || previous == null || !next.text().equals(previous.text())) {
                return;
            }
            cursor.skip();
            cursor.skip();
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
        var quality = token.sense(Quality.class);
        if (mention != null && (quality == null || (mention.pronoun() == null && cursor.at() > place + 1))) {
            if (mention.thing() != null) {
                return new State(null, mention, mention.label());
            }
        }
        cursor.back(place);
        var state = State.of(token);
        if (state != null) {
            cursor.skip();
        }
        return state;
    }
}
