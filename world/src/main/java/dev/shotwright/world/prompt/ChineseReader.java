package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Event.Spot;
import dev.shotwright.world.prompt.Narration.Tie;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.prompt.Sense.Direction;
import dev.shotwright.world.prompt.Sense.Feature;
import dev.shotwright.world.prompt.Sense.Link;
import dev.shotwright.world.prompt.Sense.Pace;
import dev.shotwright.world.prompt.Sense.Quality;
import dev.shotwright.world.prompt.Sense.Quantity;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Where;
import dev.shotwright.world.scene.RelationWord;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a Chinese sentence to the narration, word by word from left to right. */
final class ChineseReader {
    /** What an unknown verb is taken for. */
    private static final Deed MOVE = new Deed("move", Set.of(Trait.MOTION), null, null, "move");

    /** How verbs end whose noun behind them is the doer. */
    private static final Pattern APPEARING = Pattern.compile("(?:来|起|出现|浮现|冒出)$");

    private final Cursor cursor;
    private final String prompt;
    private final Narration narration;
    private final ChineseNouns nouns;
    private final ChineseTurns turns;
    private final ChinesePlaces places;
    private Clause clause = new Clause();

    ChineseReader(List<Token> tokens, String prompt, Narration narration) {
        this.cursor = new Cursor(tokens);
        this.prompt = prompt;
        this.narration = narration;
        this.nouns = new ChineseNouns(cursor, prompt, narration);
        this.turns = new ChineseTurns(cursor, nouns);
        this.places = new ChinesePlaces(cursor, nouns, narration);
    }

    void read() {
        narration.sentence();
        readOn();
    }

    /** Reads what is said of a subject that the narration already has. */
    void readOn() {
        narration.hear(cursor, this::step);
    }

    private void step() {
        var token = cursor.peek();
        if (token == null) {
            return;
        }
        var link = token.sense(Link.class);
        var pace = token.sense(Pace.class);
        var feature = token.sense(Feature.class);
        var turn = turns.at(narration.who());
        if (turn != null) {
            narration.turning(narration.who(), turn);
            settle();
        } else if (token.comma()) {
            if (token.text().equals("、")) {
                clause.listed = true;
            } else {
                clause.comma = true;
            }
            cursor.skip();
        } else if (link != null) {
            narration.link(link.order());
            settle();
            cursor.skip();
        } else if (pace != null) {
            narration.pace(pace.speed());
            cursor.skip();
        } else if (feature != null && !token.has(Thing.class)) {
            narration.feature(feature);
            cursor.skip();
        } else if (!grammar(token) && !phrase(token)) {
            cursor.skip();
            if (token.unknown()) {
                narration.notUnderstood(token);
            }
        }
    }

    /** Reads a word of grammar and what it governs; false where there is none. */
    private boolean grammar(Token token) {
        if (token.is(Role.NOT)) {
            clause.not = true;
            cursor.skip();
        } else if (token.is(Role.START)) {
            clause.begun = true;
            cursor.skip();
        } else if (token.is(Role.PROGRESSIVE)) {
            cursor.skip();
            places.at();
        } else if (token.is(Role.AT)) {
            cursor.skip();
            places.at();
        } else if (token.is(Role.FROM)) {
            cursor.skip();
            places.from(clause);
        } else if (token.is(Role.BA)) {
            cursor.skip();
            clause.object = nouns.read();
        } else if (token.is(Role.BEI)) {
            cursor.skip();
            clause.passive = true;
            clause.companion = cursor.sees(Deed.class) && !cursor.sees(Thing.class) ? null : nouns.read();
        } else if (token.is(Role.GIVE_TO) && givesToSomebody()) {
            clause.receiver = nouns.read();
        } else if (token.is(Role.TOWARD) || (token.is(Role.TO) && narration.hasDeed())) {
            cursor.skip();
            places.toward(clause, token.is(Role.TO) || narration.hasDeed());
        } else if (token.is(Role.WITH) || token.is(Role.AND)) {
            with(token);
        } else if (token.is(Role.USING) && !token.has(Deed.class)) {
            cursor.skip();
            using();
        } else if (token.is(Role.MAKE)) {
            narration.clause();
            settle();
            cursor.skip();
        } else if (token.is(Role.ASPECT)) {
            clause.lasting |= token.text().equals("着");
            cursor.skip();
        } else {
            return false;
        }
        return true;
    }

    private boolean phrase(Token token) {
        var direction = token.sense(Direction.class);
        var where = token.sense(Where.class);
        var draft = narration.draft();
        if (direction != null && draft != null && !nounBehind()) {
            if (draft.deed.is(Trait.MOTION)) {
                draft.heading(direction.heading());
            }
            draft.end = token.end();
            cursor.skip();
            return true;
        }
        if (where != null && draft != null && !token.has(Thing.class)) {
            return places.reach(draft, where, token);
        }
        if (draft != null
                && !draft.hasObject()
                && !draft.deed.is(Trait.MOTION)
                && !draft.deed.is(Trait.STANCE)
                && !draft.deed.is(Trait.TRANSITION)
                && cursor.sees(-1, Deed.class)
                && nouns.describes()) {
            return nounPhrase();
        }
        if (token.is(Role.AUXILIARY) && cursor.sees(1, Deed.class)) {
            cursor.skip();
            return true;
        }
        if (unknownVerb(token)) {
            narration.notUnderstood(token);
            narration.deed(token, MOVE, clause.begun ? Tie.BEGUN : Tie.PLAIN, clause.comma);
            settle();
            cursor.skip();
            return true;
        }
        if (token.has(Deed.class) && !(token.has(Thing.class) && nounHere())) {
            deed(token);
            return true;
        }
        if (direction != null && !token.has(Thing.class)) {
            clause.heading = direction.heading();
            cursor.skip();
            return true;
        }
        if (token.has(Quality.class) && quality(token)) {
            return true;
        }
        return nounPhrase();
    }

    /** Whether an unknown word stands as a verb does; such a one is some movement. */
    private boolean unknownVerb(Token token) {
        return token.unknown()
                && narration.hasSubject()
                && !narration.told()
                && (cursor.sees(1, Role.TO) || cursor.sees(1, Role.ASPECT));
    }

    private boolean nounHere() {
        return (!narration.hasSubject() && !cursor.sees(1, Thing.class))
                || (narration.hasDeed() && !clause.comma && !clause.begun && !narration.hasObject());
    }

    private boolean nounBehind() {
        var place = cursor.at();
        var spoken = narration.notUnderstood().size();
        cursor.skip();
        cursor.passes(Role.ASPECT);
        var noun = nouns.read();
        var result = noun != null && !clause.comma && cursor.at() > place;
        cursor.back(place);
        narration.forget(spoken);
        return result && cursor.sees(Where.class);
    }

    private void settle() {
        clause = new Clause();
    }

    private boolean quality(Token token) {
        var quality = token.sense(Quality.class);
        if (quality == null || (!narration.hasSubject() && narration.who().isEmpty())) {
            return false;
        }
        var next = cursor.peek(1);
        var predicate =
                next == null || next.comma() || next.is(Role.ASPECT) || next.is(Role.GENITIVE) || next.has(Deed.class);
        if (!predicate || (narration.hasDeed() && !clause.comma)) {
            return false;
        }
        cursor.skip();
        narration.quality(quality.attribute(), quality.value());
        return true;
    }

    private boolean givesToSomebody() {
        var place = cursor.at();
        var spoken = narration.notUnderstood().size();
        cursor.skip();
        var mention = nouns.read();
        var behind = cursor.at();
        var verb = mention != null && cursor.sees(Deed.class);
        narration.forget(spoken);
        cursor.back(place);
        if (verb && behind > place) {
            cursor.skip();
        }
        return verb;
    }

    private void deed(Token token) {
        var deed = narration.deed(token);
        if (deed == null) {
            return;
        }
        var before = narration.draft();
        if (before != null && !clause.comma && complement(before, deed, token)) {
            before.end = token.end();
            if (deed.heading() != null) {
                before.heading(deed.heading());
            }
            cursor.skip();
            return;
        }
        var serial = before != null
                && (clause.lasting || before.deed.is(Trait.STANCE) || deed.is(Trait.AIM) || deed.is(Trait.FAINT));
        var continued = clause.comma && before != null && cursor.seesText(1, "着");
        var tie = clause.begun ? Tie.BEGUN : continued || (serial && !clause.comma) ? Tie.ATTACHED : Tie.PLAIN;
        clause.complete(narration.deed(token, deed, tie, clause.comma), narration);
        settle();
        cursor.skip();
    }

    /** Whether a verb only says where another one leads, as 上楼 in 跑上楼. */
    private static boolean complement(Draft before, Deed deed, Token token) {
        return before.deed.is(Trait.MOTION) && deed.is(Trait.MOTION) && "上下进出回过来去到".contains(token.first());
    }

    private void with(Token token) {
        cursor.skip();
        var mention = nouns.read();
        if (mention == null) {
            return;
        }
        var draft = narration.draft();
        if (draft != null && !clause.comma && !clause.begun && token.is(Role.AND) && draft.hasObject()) {
            narration.seen(mention);
        } else if (clause.begun || draft != null || narration.told() || !narration.hasSubject()) {
            clause.companion = mention;
        } else {
            narration.alsoSubject(mention);
            told(mention);
        }
    }

    private void using() {
        var mention = nouns.read();
        if (mention != null && !narration.who().isEmpty() && mention.has(Thing.Sort.FIGURE)) {
            narration.seen(mention);
            narration.spotBefore(new Spot(RelationWord.HOLDING, mention, false));
        }
    }

    private boolean nounPhrase() {
        var mention = nouns.read();
        if (mention == null) {
            return false;
        }
        var relative = nouns.relative();
        var relation = places.where();
        var scenery = mention.has(Thing.Sort.SCENERY);
        if ((relation != null || mention.place() || scenery) && appears()) {
            narration.noSubject();
            if (scenery) {
                return true;
            }
        }
        var draft = narration.draft();
        if (relation != null) {
            places.spot(mention, relation, draft != null && draft.deed.is(Trait.MOTION));
        } else if (draft != null && !clause.comma && clause.listed) {
            narration.seen(mention);
        } else if (draft != null && !clause.comma && comesUp(draft, mention)) {
            draft.who = List.of(mention);
            narration.seen(mention);
        } else if (draft != null && !clause.comma) {
            draft.object(mention);
            draft.end = cursor.lastEnd(draft.end);
        } else if (clause.listed && narration.hasSubject() && !narration.told()) {
            narration.alsoSubject(mention);
        } else {
            narration.subject(mention);
        }
        tell(mention, relative);
        clause.comma = false;
        clause.listed = false;
        return true;
    }

    /** Whether what follows a place tells what is there, as in {@code 房间里坐着一只熊}. */
    private boolean appears() {
        var ahead = cursor.sees(Pace.class) ? 1 : 0;
        var verb = cursor.peek(ahead);
        if (verb == null || !verb.has(Deed.class)) {
            return false;
        }
        var goesOn = cursor.sees(ahead + 1, Role.ASPECT);
        return (goesOn
                        || verb.text().endsWith("着")
                        || APPEARING.matcher(verb.text()).find())
                && cursor.sees(ahead + (goesOn ? 2 : 1), Quantity.class);
    }

    /** Whether a verb tells that its noun comes into the picture, as in {@code 驶来一艘船}. */
    private static boolean comesUp(Draft draft, Mention mention) {
        return mention.reference() == Mention.Reference.NEW
                && !draft.passive
                && (draft.deed.is(Trait.MOTION) || draft.deed.action().equals("appear"))
                && APPEARING.matcher(draft.verb).find();
    }

    private void told(Mention mention) {
        tell(mention, nouns.relative());
    }

    /** Tells what the clause before 的 says of a noun. */
    private void tell(Mention mention, List<Token> relative) {
        if (!relative.isEmpty()) {
            var aside = new Narration(prompt);
            aside.subject(mention);
            new ChineseReader(relative, prompt, aside).readOn();
            narration.aside(aside);
        }
    }
}
