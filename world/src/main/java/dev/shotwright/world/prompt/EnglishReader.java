package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Narration.Tie;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.prompt.Sense.Direction;
import dev.shotwright.world.prompt.Sense.Feature;
import dev.shotwright.world.prompt.Sense.Link;
import dev.shotwright.world.prompt.Sense.Order;
import dev.shotwright.world.prompt.Sense.Pace;
import dev.shotwright.world.prompt.Sense.Pronoun;
import dev.shotwright.world.prompt.Sense.Quality;
import dev.shotwright.world.prompt.Sense.Quantity;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Where;
import java.util.List;
import java.util.Set;

/** Tells an English sentence to the narration, word by word from left to right. */
final class EnglishReader {
    /** What an unknown verb is taken for. */
    private static final Deed WORK = new Deed("work", Set.of(), null, null, "idle");

    /** Words that belong to the verb though its object stands between. */
    private static final Set<String> PARTICLES = Set.of("on", "off", "up", "down", "over", "out", "away", "back");

    private final Phrases verbs;
    private final Cursor cursor;
    private final Narration narration;
    private final EnglishNouns nouns;
    private final EnglishPlaces places;
    private final EnglishTurns turns;

    /** What stood before the word at the cursor. */
    private boolean comma;

    private boolean and;
    private boolean be;
    private boolean not;
    private boolean to;
    private boolean begun;

    /** Where the words of a place end that open a clause; a verb there has its subject behind it. */
    private int inverted = -1;

    EnglishReader(Phrases verbs, List<Token> tokens, String prompt, Narration narration) {
        this.verbs = verbs;
        this.cursor = new Cursor(tokens);
        this.narration = narration;
        this.nouns = new EnglishNouns(cursor, prompt, narration);
        this.places = new EnglishPlaces(cursor, nouns, narration);
        this.turns = new EnglishTurns(cursor, nouns);
    }

    void read() {
        narration.sentence();
        narration.hear(cursor, this::step);
    }

    private void step() {
        var token = cursor.peek();
        if (token == null) {
            return;
        }
        var link = token.sense(Link.class);
        var pace = token.sense(Pace.class);
        if (token.comma()) {
            comma = true;
            cursor.skip();
        } else if (link != null) {
            link(link.order());
        } else if (token.is(Role.AND)) {
            and = true;
            cursor.skip();
        } else if (token.is(Role.AS) && clauseFollows()) {
            link(Order.MEANWHILE);
        } else if (pace != null && !token.has(Thing.class)) {
            narration.pace(pace.speed());
            cursor.skip();
        } else if (token.has(Feature.class) && !token.has(Thing.class) && !token.has(Quality.class)) {
            narration.feature(token.sense(Feature.class));
            cursor.skip();
        } else if (token.is(Role.NOT)) {
            not = true;
            cursor.skip();
        } else if (token.is(Role.GENITIVE) || (token.is(Role.BE) && !(token.has(Deed.class) && verb(token)))) {
            be = true;
            cursor.skip();
        } else if (token.is(Role.START)) {
            begun = true;
            cursor.skip();
        } else if (token.is(Role.TO) && (verbAt(1) || unknownVerbAt(1))) {
            to = true;
            cursor.skip();
        } else if (turning(token)) {
            settle();
        } else if (token.has(Deed.class) && verb(token)) {
            deed(token);
        } else if (unknownVerb(token)) {
            narration.notUnderstood(token);
            narration.deed(token, WORK, attached(token) ? Tie.ATTACHED : begun ? Tie.BEGUN : Tie.PLAIN, comma);
            cursor.skip();
            settle();
        } else if (token.is(Role.AUXILIARY)) {
            cursor.skip();
        } else if (token.is(Role.WHO)) {
            who();
        } else if (particle(token)) {
            cursor.skip();
            settle();
        } else if (places.read()) {
            settle();
            inverted = narration.hasSubject() || narration.hasDeed() ? -1 : cursor.at();
        } else if (be && token.has(Quality.class) && !nounAt()) {
            quality(token);
        } else if (!nounPhrase() && token.has(Quality.class)) {
            quality(token);
        }
    }

    /** Whether a verb ends here behind its object, as in {@code turns the lamp off}. */
    private boolean particle(Token token) {
        var draft = narration.draft();
        var nounBehind = cursor.sees(1, Role.A)
                || cursor.sees(1, Role.THE)
                || cursor.sees(1, Role.POSSESSIVE)
                || cursor.sees(1, Role.OF)
                || cursor.sees(1, Thing.class);
        if (draft == null || !draft.hasObject() || nounBehind || !PARTICLES.contains(token.text())) {
            return false;
        }
        for (var match : verbs.at(Unit.split(draft.verb + " " + token.text()), 0)) {
            for (var sense : match.senses()) {
                if (match.end() == 2 && sense instanceof Deed deed) {
                    draft.deed = deed;
                    draft.end = token.end();
                    return true;
                }
            }
        }
        return false;
    }

    private boolean turning(Token token) {
        var turn = token.has(Deed.class) ? turns.at(narration.who()) : null;
        if (turn != null) {
            narration.turning(narration.who(), turn);
        }
        return turn != null;
    }

    private void settle() {
        comma = false;
        and = false;
        be = false;
        not = false;
        to = false;
        begun = false;
    }

    private void link(Order order) {
        narration.takeBack();
        narration.link(order);
        settle();
        cursor.skip();
    }

    private void who() {
        var draft = narration.draft();
        if (draft == null && narration.told()) {
            narration.clause();
        }
        settle();
        cursor.skip();
    }

    private void quality(Token token) {
        var quality = token.sense(Quality.class);
        if (quality != null && !narration.who().isEmpty()) {
            narration.quality(quality.attribute(), quality.value());
        }
        cursor.skip();
        settle();
    }

    /** Whether a word that can be a verb is one here. */
    private boolean verb(Token token) {
        if (to || begun || token.gerund()) {
            return true;
        }
        if (!token.has(Thing.class)
                && !token.has(Quality.class)
                && !token.has(Where.class)
                && !token.has(Direction.class)) {
            return true;
        }
        if (be) {
            return token.gerund() || token.pastForm();
        }
        var previous = cursor.peek(-1);
        var afterSubject = previous != null
                && (previous.has(Thing.class)
                        || previous.has(Pronoun.class)
                        || previous.unknown()
                        || previous.is(Role.AUXILIARY)
                        || previous.is(Role.OTHER)
                        || previous.has(Pace.class)
                        || previous.has(Link.class));
        var afterAnd = and && narration.told() && !token.bent();
        return narration.hasSubject() && ((afterSubject && !narration.told()) || afterAnd || (token.bent() && and));
    }

    private boolean verbAt(int ahead) {
        var token = cursor.peek(ahead);
        if (token != null && token.has(Pace.class)) {
            token = cursor.peek(ahead + 1);
        }
        return token != null
                && (token.has(Deed.class) || token.is(Role.START) || token.is(Role.AUXILIARY) || token.is(Role.BE))
                && !token.bent();
    }

    /** Whether an unknown word is followed as a verb is by its object. */
    private boolean unknownVerbAt(int ahead) {
        var token = cursor.peek(ahead);
        return token != null
                && token.unknown()
                && (cursor.sees(ahead + 1, Role.A)
                        || cursor.sees(ahead + 1, Role.THE)
                        || cursor.sees(ahead + 1, Role.POSSESSIVE));
    }

    private void deed(Token token) {
        var deed = narration.deed(token);
        if (deed == null) {
            return;
        }
        handOn(token);
        if (inverted == cursor.at()
                && (cursor.sees(1, Role.A) || cursor.sees(1, Role.THE) || cursor.sees(1, Quantity.class))) {
            narration.noSubject();
        }
        var passive = be && !token.gerund() && token.bent() && !deed.is(Trait.STANCE) && token.pastForm();
        var tie = to && !begun ? Tie.PURPOSE : begun ? Tie.BEGUN : attached(token) ? Tie.ATTACHED : Tie.PLAIN;
        var draft = narration.deed(token, deed, tie, comma);
        draft.negated |= not;
        draft.passive |= passive;
        cursor.skip();
        settle();
    }

    /** Gives the verb to the object before it, as in {@code helps him stand up}, {@code sees a man crying}. */
    private void handOn(Token token) {
        var before = narration.draft();
        var other = before == null ? null : before.livingObject();
        if (and && token.bent() && !token.gerund()) {
            narration.takeBack();
        } else if (before != null && other != null && !comma && !and && !be && !begun) {
            var told = before.deed.action().equals("talk") || before.deed.is(Trait.HELPS);
            var seen = before.deed.action().equals("look");
            if (token.gerund() ? seen : !token.bent() && (!to || told)) {
                narration.hand(other);
                to = false;
            }
        }
    }

    private boolean attached(Token token) {
        var draft = narration.draft();
        return token.gerund() && !be && (!and || (draft != null && draft.beneath));
    }

    /** Whether an unknown word stands and looks like a verb; such a one is some work of the hands. */
    private boolean unknownVerb(Token token) {
        if (!token.unknown()) {
            return false;
        }
        var inflected = token.first().endsWith("ing")
                || token.first().endsWith("ed")
                || token.first().endsWith("s");
        return to
                || begun
                || (be && token.gerund())
                || (inflected && narration.hasSubject() && !narration.told() && !comma && !and)
                || (token.gerund() && narration.hasSubject());
    }

    private boolean nounAt() {
        var place = cursor.at();
        var spoken = narration.notUnderstood().size();
        var noun = nouns.read();
        cursor.back(place);
        narration.forget(spoken);
        return noun != null;
    }

    /** Whether a noun phrase with a verb behind it follows the word at the cursor. */
    private boolean clauseFollows() {
        var place = cursor.at();
        cursor.skip();
        var result = nounThenVerb() || (verbAt(0) && cursor.seesGerund());
        cursor.back(place);
        return result;
    }

    private boolean nounThenVerb() {
        var spoken = narration.notUnderstood().size();
        var noun = nouns.read();
        while (noun != null && (cursor.sees(Role.AND) || cursor.seesComma())) {
            var place = cursor.at();
            cursor.skip();
            cursor.passes(Role.AND);
            if (nouns.read() == null) {
                cursor.back(place);
                break;
            }
        }
        narration.forget(spoken);
        return noun != null && verbNext();
    }

    /** Whether a verb follows, past words of pace and order. */
    private boolean verbNext() {
        var place = cursor.at();
        var token = cursor.peek();
        while (token != null && (token.has(Pace.class) || token.has(Link.class))) {
            cursor.skip();
            token = cursor.peek();
        }
        cursor.back(place);
        return token != null
                && (token.is(Role.BE)
                        || token.is(Role.START)
                        || token.is(Role.AUXILIARY)
                        || (token.unknown() && token.gerund())
                        || (token.has(Deed.class) && !token.has(Where.class)));
    }

    private boolean nounPhrase() {
        var place = cursor.at();
        var ownClause = nounThenVerb();
        cursor.back(place);
        var mention = nouns.read();
        if (mention == null) {
            return false;
        }
        var direct = !and && verbNext();
        if (and && mention.worn() && !narration.who().isEmpty() && narration.wears()) {
            narration.trait("wears", mention.label());
            settle();
            return true;
        }
        var draft = narration.draft();
        if (draft != null && !comma && !and) {
            draft.object(mention);
            draft.end = cursor.lastEnd(draft.end);
        } else if (draft != null && !ownClause) {
            narration.seen(mention);
        } else if (!narration.hasSubject() || narration.told()) {
            if (be && narration.told() && narration.hasSubject()) {
                narration.seen(mention);
            } else {
                narration.subject(mention);
            }
        } else if ((comma || and) && !direct) {
            narration.alsoSubject(mention);
        } else if (!be || direct) {
            narration.subject(mention);
        }
        settle();
        return true;
    }
}
