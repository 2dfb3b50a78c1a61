package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Event.Spot;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.prompt.Sense.Direction;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Where;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one English phrase of place, direction, company or means, such as {@code to the front of the table}. */
final class EnglishPlaces {
    /** Movements that end where they are said to be. */
    private static final Set<String> LEAPS = Set.of("jump", "climb", "fall", "crawl", "bounce", "roll");

    /** Parts whose look has an attribute of another name. */
    private static final Map<String, String> PARTS =
            Map.of("long-hair", "hair", "short-hair", "hair", "fur", "hair", "eye", "eyes");

    private final Cursor cursor;
    private final EnglishNouns nouns;
    private final Narration narration;

    private @Nullable RelationWord relation;
    private @Nullable Heading heading;
    private @Nullable Role path;
    private boolean from;
    private boolean reach;

    EnglishPlaces(Cursor cursor, EnglishNouns nouns, Narration narration) {
        this.cursor = cursor;
        this.nouns = nouns;
        this.narration = narration;
    }

    /** Whether there was one; the cursor then stands behind it. */
    boolean read() {
        var place = cursor.at();
        relation = null;
        heading = null;
        path = null;
        from = false;
        reach = false;
        prepositions();
        if (cursor.at() == place) {
            return false;
        }
        var mention = nouns.read();
        if (mention == null) {
            return nowhere();
        }
        somewhere(mention);
        var draft = narration.draft();
        var last = cursor.peek(-1);
        if (draft != null && last != null) {
            draft.end = last.end();
        }
        return true;
    }

    private void prepositions() {
        while (true) {
            var token = cursor.peek();
            if (token == null) {
                return;
            }
            var where = token.sense(Where.class);
            var direction = token.sense(Direction.class);
            var side = direction != null && cursor.sees(1, Role.OF) ? side(direction) : null;
            var role = pathRole(token);
            if (side != null) {
                relation = side;
                reach |= token.first().equals("to");
                from |= token.first().equals("from") || token.first().equals("in");
            } else if (token.is(Role.TO)) {
                reach = true;
                path = Role.TO;
            } else if (token.is(Role.TOWARD)) {
                reach = true;
                path = Role.TOWARD;
            } else if (token.is(Role.FROM)) {
                from = true;
                path = Role.FROM;
            } else if (token.is(Role.INTO)) {
                reach = true;
                relation = RelationWord.INSIDE;
                path = Role.INTO;
            } else if (where != null && !nounAfterArticle(token)) {
                relation = where.relation();
                heading = direction == null ? heading : direction.heading();
                reach |= token.first().equals("onto") || token.first().equals("to");
            } else if (direction != null && !token.has(Thing.class)) {
                heading = direction.heading();
            } else if (role != null) {
                path = role;
            } else if (!(token.is(Role.OF) && relation != null) && !(token.is(Role.THE) && sideFollows())) {
                return;
            }
            cursor.skip();
        }
    }

    /** The side of something that a direction before {@code of} means. */
    private static @Nullable RelationWord side(Direction direction) {
        return switch (direction.heading()) {
            case LEFT, IN_FROM_LEFT, OUT_LEFT -> RelationWord.LEFT_OF;
            case RIGHT, IN_FROM_RIGHT, OUT_RIGHT -> RelationWord.RIGHT_OF;
            case IN_FROM_BEHIND -> RelationWord.BEHIND;
            case IN_FROM_FRONT -> RelationWord.IN_FRONT_OF;
            case TOWARD, AWAY, UP, DOWN, IN, OUT, CIRCLE, BACK_AND_FORTH -> null;
        };
    }

    private boolean nounAfterArticle(Token token) {
        return token.has(Thing.class) && !cursor.sees(1, Role.OF);
    }

    private boolean sideFollows() {
        return cursor.sees(1, Where.class) || (cursor.sees(1, Direction.class) && !cursor.sees(1, Thing.class));
    }

    private static @Nullable Role pathRole(Token token) {
        for (var role : new Role[] {Role.OUT_OF, Role.THROUGH, Role.WITH, Role.USING, Role.FOR, Role.AT, Role.ABOUT}) {
            if (token.is(role)) {
                return role;
            }
        }
        return null;
    }

    private boolean nowhere() {
        var draft = narration.draft();
        var side = relation;
        if (side == RelationWord.LEFT_OF || side == RelationWord.RIGHT_OF) {
            var left = side == RelationWord.LEFT_OF;
            if (from) {
                heading = left ? Heading.IN_FROM_LEFT : Heading.IN_FROM_RIGHT;
            } else if (draft != null && draft.deed.is(Trait.MOTION)) {
                heading = left ? Heading.LEFT : Heading.RIGHT;
            } else if (!narration.who().isEmpty()) {
                narration.quality("side", left ? "left" : "right");
                return true;
            }
        } else if (from && side == RelationWord.BEHIND) {
            heading = Heading.IN_FROM_BEHIND;
        } else if (from && side == RelationWord.IN_FRONT_OF) {
            heading = Heading.IN_FROM_FRONT;
        } else if (side == RelationWord.INSIDE && heading == null) {
            heading = Heading.IN;
        }
        var direction = heading;
        if (direction != null && draft != null && draft.deed.is(Trait.MOTION)) {
            draft.heading(direction);
            var last = cursor.peek(-1);
            draft.end = last == null ? draft.end : last.end();
        }
        return true;
    }

    private void somewhere(Mention mention) {
        var draft = narration.draft();
        var direction = heading;
        if (draft != null && direction != null && relation == null && draft.deed.is(Trait.MOTION)) {
            draft.heading(direction);
        }
        if (mention.place() && mention.thing() != null && !beside()) {
            narration.setting(mention.thing().kind());
            return;
        }
        if (mention.worn()
                && (relation == RelationWord.INSIDE || path == Role.WITH)
                && !narration.who().isEmpty()) {
            narration.trait("wears", mention.label());
            return;
        }
        if (mention.helps() && mention.owner() != null) {
            narration.help(mention.owner());
        }
        if (mention.has(Thing.Sort.ABSTRACT) || mention.has(Thing.Sort.SCENERY)) {
            return;
        }
        if (mention.has(Thing.Sort.PART)) {
            part(mention);
            return;
        }
        var where = relation;
        if (where != null && path != Role.WITH) {
            if (from) {
                narration.spotBefore(new Spot(where, mention, false));
            } else if (draft != null && draft.passive && where == RelationWord.BESIDE) {
                draft.companion(mention);
            } else {
                var moves = draft != null && leads(draft, where);
                narration.spot(new Spot(where, mention, reach || moves));
            }
            narration.seen(mention);
            return;
        }
        narration.seen(mention);
        onTheWay(mention, draft);
    }

    /** Whether a deed leads to a place that the sentence only says it is at: {@code jumps behind the wall}. */
    private static boolean leads(Draft draft, RelationWord where) {
        if (draft.deed.is(Trait.PLACES)) {
            return draft.hasObject();
        }
        var entering = where == RelationWord.INSIDE || where == RelationWord.BELOW;
        return draft.deed.is(Trait.MOTION)
                && (entering || draft.order != Sense.Order.NONE || LEAPS.contains(draft.deed.action()));
    }

    private void onTheWay(Mention mention, @Nullable Draft draft) {
        var motion = draft != null && draft.deed.is(Trait.MOTION);
        switch (path) {
            case TO, TOWARD -> {
                if (draft == null || motion) {
                    narration.spot(new Spot(RelationWord.BESIDE, mention, reach));
                } else {
                    draft.receiver(mention);
                }
            }
            case AT -> {
                if (draft != null && (mention.animate() || motion || !draft.deed.is(Trait.STANCE))) {
                    draft.companion(mention);
                } else {
                    narration.spot(new Spot(RelationWord.BESIDE, mention, motion));
                }
            }
            case OUT_OF -> narration.spotBefore(new Spot(RelationWord.INSIDE, mention, false));
            case WITH, USING -> with(mention, draft);
            case FROM -> {
                if (draft != null && !motion && !draft.hasObject()) {
                    draft.companion(mention);
                }
            }
            case null, default -> {
                if (draft != null) {
                    draft.companion(mention);
                }
            }
        }
    }

    private void with(Mention mention, @Nullable Draft draft) {
        if (mention.animate() && draft != null) {
            draft.companion(mention);
        } else if (mention.animate()) {
            narration.alsoSubject(mention);
        } else if (!narration.who().isEmpty()) {
            narration.spotBefore(new Spot(RelationWord.HOLDING, mention, false));
        }
    }

    private void part(Mention mention) {
        var thing = mention.thing();
        var looks = new TreeMap<>(mention.attributes());
        looks.keySet().remove("manner");
        if (path == Role.WITH
                && thing != null
                && !looks.isEmpty()
                && !narration.who().isEmpty()) {
            var words = String.join(" ", looks.descendingMap().values());
            narration.trait(PARTS.getOrDefault(thing.id(), thing.id()), words);
        }
    }

    private boolean beside() {
        return relation == RelationWord.LEFT_OF
                || relation == RelationWord.RIGHT_OF
                || relation == RelationWord.IN_FRONT_OF
                || relation == RelationWord.BEHIND
                || relation == RelationWord.HOLDING;
    }
}
