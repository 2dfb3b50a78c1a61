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
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Where;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a Chinese sentence to the narration, word by word from left to right. */
final class ChineseReader {
    /** What an unknown verb is taken for. */
    private static final Deed MOVE = new Deed("move", Set.of(Trait.MOTION), null, null, "move");

    private final Cursor cursor;
    private final String prompt;
    private final Narration narration;
    private final ChineseNouns nouns;
    private final ChineseTurns turns;

    private boolean comma;
    private boolean listed;
    private boolean not;
    private boolean begun;
    private boolean lasting;
    private boolean passive;
    private @Nullable Mention object;
    private @Nullable Mention receiver;
    private @Nullable Mention companion;
    private @Nullable Heading heading;
    private @Nullable Spot goal;

    ChineseReader(List<Token> tokens, String prompt, Narration narration) {
        this.cursor = new Cursor(tokens);
        this.prompt = prompt;
        this.narration = narration;
        this.nouns = new ChineseNouns(cursor, prompt, narration);
        this.turns = new ChineseTurns(cursor, nouns);
    }

    void read() {
        narration.sentence();
        readOn();
    }

    /** Reads what is said of a subject that the narration already has. */
    void readOn() {
        while (!cursor.ended()) {
            var before = cursor.at();
            step();
            if (cursor.at() == before) {
                var token = cursor.next();
                if (token.unknown()) {
                    narration.notUnderstood(token);
                }
            }
        }
        narration.close();
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
                listed = true;
            } else {
                comma = true;
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
            not = true;
            cursor.skip();
        } else if (token.is(Role.START)) {
            begun = true;
            cursor.skip();
        } else if (token.is(Role.PROGRESSIVE)) {
            cursor.skip();
            at();
        } else if (token.is(Role.AT)) {
            cursor.skip();
            at();
        } else if (token.is(Role.FROM)) {
            cursor.skip();
            from();
        } else if (token.is(Role.BA)) {
            cursor.skip();
            object = nouns.read();
        } else if (token.is(Role.BEI)) {
            cursor.skip();
            passive = true;
            companion = cursor.sees(Deed.class) && !cursor.sees(Thing.class) ? null : nouns.read();
        } else if (token.is(Role.GIVE_TO) && givesToSomebody()) {
            receiver = nouns.read();
        } else if (token.is(Role.TOWARD) || (token.is(Role.TO) && narration.hasDeed())) {
            cursor.skip();
            toward(token.is(Role.TO) || narration.hasDeed());
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
            lasting |= token.text().equals("着");
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
            return reach(draft, where, token);
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
            narration.deed(token, MOVE, begun ? Tie.BEGUN : Tie.PLAIN, comma);
            settle();
            cursor.skip();
            return true;
        }
        if (token.has(Deed.class) && !(token.has(Thing.class) && nounHere())) {
            deed(token);
            return true;
        }
        if (direction != null && !token.has(Thing.class)) {
            heading = direction.heading();
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
                || (narration.hasDeed() && !comma && !begun && !narration.hasObject());
    }

    private boolean nounBehind() {
        var place = cursor.at();
        var spoken = narration.notUnderstood().size();
        cursor.skip();
        cursor.passes(Role.ASPECT);
        var noun = nouns.read();
        var result = noun != null && !comma && cursor.at() > place;
        cursor.back(place);
        forget(spoken);
        return result && cursor.sees(Where.class);
    }

    private void forget(int size) {
        var words = narration.notUnderstood();
        while (words.size() > size) {
            words.removeLast();
        }
    }

    /** A place that the deed leads to, as 上 in 跳上桌子. */
    private boolean reach(Draft draft, Where where, Token token) {
        cursor.skip();
        while (cursor.passes(Role.ASPECT)) {
            draft.end = token.end();
        }
        var mention = nouns.read();
        if (mention == null) {
            draft.end = token.end();
            return true;
        }
        var relation = where();
        spot(mention, relation != null ? relation : where.relation(), true);
        return true;
    }

    private boolean quality(Token token) {
        var quality = token.sense(Quality.class);
        if (quality == null || (!narration.hasSubject() && narration.who().isEmpty())) {
            return false;
        }
        var next = cursor.peek(1);
        var predicate =
                next == null || next.comma() || next.is(Role.ASPECT) || next.is(Role.GENITIVE) || next.has(Deed.class);
        if (!predicate || (narration.hasDeed() && !comma)) {
            return false;
        }
        cursor.skip();
        narration.quality(quality.attribute(), quality.value());
        return true;
    }

    private void settle() {
        comma = false;
        listed = false;
        not = false;
        begun = false;
        lasting = false;
        passive = false;
        object = null;
        receiver = null;
        companion = null;
        heading = null;
        goal = null;
    }

    private boolean givesToSomebody() {
        var place = cursor.at();
        var spoken = narration.notUnderstood().size();
        cursor.skip();
        var mention = nouns.read();
        var behind = cursor.at();
        var verb = mention != null && cursor.sees(Deed.class);
        forget(spoken);
        cursor.back(place);
        if (verb && behind > place) {
            cursor.skip();
        }
        return verb;
    }

    private void deed(Token token) {
        var who = narration.who();
        var deed = !who.isEmpty() && who.getFirst().glows() ? token.lampDeed() : token.deed();
        if (deed == null) {
            return;
        }
        var before = narration.draft();
        if (before != null && !comma && complement(before, deed, token)) {
            before.end = token.end();
            if (deed.heading() != null) {
                before.heading(deed.heading());
            }
            cursor.skip();
            return;
        }
        var serial = before != null
                && (lasting || before.deed.is(Trait.STANCE) || deed.is(Trait.AIM) || deed.is(Trait.FAINT));
        var continued = comma && before != null && cursor.seesText(1, "着");
        var tie = begun ? Tie.BEGUN : continued || (serial && !comma) ? Tie.ATTACHED : Tie.PLAIN;
        var draft = narration.deed(token, deed, tie, comma);
        draft.negated |= not;
        draft.passive |= passive;
        var theObject = object;
        var theReceiver = receiver;
        var theCompanion = companion;
        var theHeading = heading;
        var theGoal = goal;
        settle();
        if (theObject != null) {
            draft.object(theObject);
        }
        if (theReceiver != null) {
            draft.receiver(theReceiver);
            narration.seen(theReceiver);
        }
        if (theCompanion != null) {
            draft.companion(theCompanion);
            narration.seen(theCompanion);
        }
        if (theHeading != null && deed.is(Trait.MOTION)) {
            draft.heading(theHeading);
        }
        if (theGoal != null) {
            draft.spots.add(theGoal);
        }
        cursor.skip();
    }

    /** Whether a verb only says where another one leads, as 上楼 in 跑上楼. */
    private static boolean complement(Draft before, Deed deed, Token token) {
        return before.deed.is(Trait.MOTION) && deed.is(Trait.MOTION) && "上下进出回过来去到".contains(token.first());
    }

    /** Reads what stands behind 在: a place, or nothing when 在 only says that it goes on. */
    private void at() {
        var place = cursor.at();
        var spoken = narration.notUnderstood().size();
        cursor.passes(Role.AT);
        if (cursor.sees(Deed.class) && !cursor.sees(Thing.class)) {
            return;
        }
        var mention = nouns.read();
        if (mention == null) {
            return;
        }
        var relation = where();
        if (relation == null && !mention.place() && !placeless(mention)) {
            cursor.back(place);
            forget(spoken);
            return;
        }
        var draft = narration.draft();
        var moves = draft != null && (draft.deed.is(Trait.MOTION) || draft.deed.is(Trait.PLACES));
        spot(mention, relation == null ? RelationWord.BESIDE : relation, moves);
    }

    private boolean placeless(Mention mention) {
        return narration.hasDeed()
                || mention.has(Thing.Sort.SCENERY)
                || (mention.has(Thing.Sort.ABSTRACT) && !cursor.sees(Deed.class));
    }

    private @Nullable RelationWord where() {
        var place = cursor.at();
        cursor.passes(Role.GENITIVE);
        var token = cursor.peek();
        var where = token == null ? null : token.sense(Where.class);
        if (where == null) {
            cursor.back(place);
            return null;
        }
        cursor.skip();
        return where.relation();
    }

    private void spot(Mention mention, RelationWord relation, boolean reached) {
        var side = relation == RelationWord.LEFT_OF
                || relation == RelationWord.RIGHT_OF
                || relation == RelationWord.IN_FRONT_OF
                || relation == RelationWord.BEHIND;
        var draft = narration.draft();
        var last = cursor.peek(-1);
        if (draft != null && last != null) {
            draft.end = last.end();
        }
        if (mention.place() && mention.thing() != null && !side) {
            narration.setting(mention.thing().kind());
            return;
        }
        if (mention.has(Thing.Sort.ABSTRACT) || mention.has(Thing.Sort.SCENERY) || mention.has(Thing.Sort.PART)) {
            return;
        }
        narration.seen(mention);
        narration.spot(new Spot(relation, mention, reached));
    }

    private void from() {
        var token = cursor.peek();
        var where = token == null ? null : token.sense(Where.class);
        if (where != null && token != null && !token.has(Thing.class)) {
            cursor.skip();
            heading = switch (where.relation()) {
                case LEFT_OF -> Heading.IN_FROM_LEFT;
                case RIGHT_OF -> Heading.IN_FROM_RIGHT;
                case BEHIND -> Heading.IN_FROM_BEHIND;
                case IN_FRONT_OF -> Heading.IN_FROM_FRONT;
                case ABOVE, ON -> Heading.DOWN;
                case BELOW -> Heading.UP;
                case INSIDE, HOLDING, BESIDE -> null;
            };
            return;
        }
        var mention = nouns.read();
        if (mention == null) {
            return;
        }
        var relation = where();
        if (mention.place() && mention.thing() != null) {
            narration.setting(mention.thing().kind());
        } else if (!mention.has(Thing.Sort.ABSTRACT) && !mention.has(Thing.Sort.PART)) {
            narration.seen(mention);
            if (relation != null && narration.hasSubject()) {
                narration.spotBefore(new Spot(relation, mention, false));
            }
        }
    }

    private void toward(boolean reached) {
        cursor.passes(Role.ASPECT);
        var token = cursor.peek();
        var direction = token == null ? null : token.sense(Direction.class);
        if (direction != null && token != null && !token.has(Thing.class)) {
            cursor.skip();
            var draft = narration.draft();
            if (draft != null && draft.deed.is(Trait.MOTION)) {
                draft.heading(direction.heading());
                draft.end = token.end();
            } else {
                heading = direction.heading();
            }
            return;
        }
        var mention = nouns.read();
        if (mention == null) {
            return;
        }
        var relation = where();
        if (reached) {
            spot(mention, relation == null ? RelationWord.BESIDE : relation, true);
        } else if (mention.place() && mention.thing() != null) {
            narration.setting(mention.thing().kind());
        } else if (mention.animate()) {
            receiver = mention;
        } else if (!mention.has(Thing.Sort.ABSTRACT) && !mention.has(Thing.Sort.SCENERY)) {
            narration.seen(mention);
            goal = new Spot(relation == null ? RelationWord.BESIDE : relation, mention, true);
        }
    }

    private void with(Token token) {
        cursor.skip();
        var mention = nouns.read();
        if (mention == null) {
            return;
        }
        var draft = narration.draft();
        if (draft != null && !comma && !begun && token.is(Role.AND) && draft.hasObject()) {
            narration.seen(mention);
        } else if (begun || draft != null || narration.told() || !narration.hasSubject()) {
            companion = mention;
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
        var relation = where();
        var draft = narration.draft();
        if (relation != null) {
            spot(mention, relation, draft != null && draft.deed.is(Trait.MOTION));
        } else if (draft != null && !comma && listed) {
            narration.seen(mention);
        } else if (draft != null && !comma) {
            draft.object(mention);
            draft.end = cursor.lastEnd(draft.end);
        } else if (listed && narration.hasSubject() && !narration.told()) {
            narration.alsoSubject(mention);
        } else {
            narration.subject(mention);
        }
        tell(mention, relative);
        comma = false;
        listed = false;
        return true;
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
