package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Event.Spot;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.prompt.Sense.Direction;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Where;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import org.jspecify.annotations.Nullable;

/** Reads one Chinese phrase of place or direction, such as {@code 在桌子旁边} or {@code 从左边}. */
final class ChinesePlaces {
    private final Cursor cursor;
    private final ChineseNouns nouns;
    private final Narration narration;

    ChinesePlaces(Cursor cursor, ChineseNouns nouns, Narration narration) {
        this.cursor = cursor;
        this.nouns = nouns;
        this.narration = narration;
    }

    /** Reads what stands behind 在: a place, or nothing when 在 only says that it goes on. */
    void at() {
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
            narration.forget(spoken);
            return;
        }
        var draft = narration.draft();
        var moves = draft != null && (draft.deed.is(Trait.MOTION) || draft.deed.is(Trait.PLACES));
        spot(mention, relation == null ? RelationWord.BESIDE : relation, moves);
    }

    private boolean placeless(Mention mention) {
        return narration.hasDeed()
                || mention.helps()
                || mention.has(Thing.Sort.SCENERY)
                || (mention.has(Thing.Sort.ABSTRACT) && !cursor.sees(Deed.class));
    }

    /** The side of a noun that the cursor, which then passes it, stands at; null, and the cursor unmoved, for none. */
    @Nullable
    RelationWord where() {
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

    /** Tells that something is or happens there. */
    void spot(Mention mention, RelationWord relation, boolean reached) {
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
        if (mention.helps() && mention.owner() != null) {
            narration.help(mention.owner());
        }
        if (mention.has(Thing.Sort.ABSTRACT) || mention.has(Thing.Sort.SCENERY) || mention.has(Thing.Sort.PART)) {
            return;
        }
        narration.seen(mention);
        narration.spot(new Spot(relation, mention, reached));
    }

    /** Reads what stands behind 从. */
    void from(Clause clause) {
        var token = cursor.peek();
        var where = token == null ? null : token.sense(Where.class);
        if (where != null && token != null && !token.has(Thing.class)) {
            cursor.skip();
            clause.heading = switch (where.relation()) {
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

    /** Reads what stands behind 向 or 到. */
    void toward(Clause clause, boolean reached) {
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
                clause.heading = direction.heading();
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
            clause.receiver = mention;
        } else if (!mention.has(Thing.Sort.ABSTRACT) && !mention.has(Thing.Sort.SCENERY)) {
            narration.seen(mention);
            clause.goal = new Spot(relation == null ? RelationWord.BESIDE : relation, mention, true);
        }
    }

    /** A place that the deed leads to, as 上 in 跳上桌子. */
    boolean reach(Draft draft, Where where, Token token) {
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
}
