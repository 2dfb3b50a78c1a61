package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.prompt.Event.Spot;
import dev.shotwright.world.prompt.Sense.Aspect;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.prompt.Sense.Feature;
import dev.shotwright.world.prompt.Sense.Order;
import dev.shotwright.world.prompt.Sense.Turn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a shot as the readers tell them, clause by clause.
 *
 * <p>A deed stays open until the next one, so that what only prepares it can be folded into it: in {@code suddenly gets
 * up and starts sweeping} getting up is the way into sweeping, not an action of its own; in {@code sits at a desk
 * typing} sitting is how the typing is done; in {@code lies down to rest} resting is what the lying is for.
 */
final class Narration {
    /** Postures in which one rests. */
    private static final Set<String> SEATED = Set.of("sit", "lie", "kneel", "rest");

    private final String prompt;
    private final List<Event> events = new ArrayList<>();
    private final List<Spot> waiting = new ArrayList<>();
    private final List<String> notUnderstood = new ArrayList<>();
    private final Map<Aspect, String> features = new EnumMap<>(Aspect.class);
    private List<Mention> who = List.of();
    private List<Mention> helper = List.of();
    private @Nullable Mention helping;
    private boolean ownSubject;
    private boolean didSomething;
    private Order order = Order.NONE;
    private boolean opens = true;
    private Speed pace = Speed.NORMAL;
    private @Nullable Draft draft;

    Narration(String prompt) {
        this.prompt = prompt;
    }

    List<Event> events() {
        return events;
    }

    /** How many of the events are deeds or changes. */
    int deeds() {
        return (int) events.stream()
                .filter(event -> event instanceof Event.Doing || event instanceof Event.Turning)
                .count();
    }

    List<String> notUnderstood() {
        return notUnderstood;
    }

    /** Forgets the words not understood that were added since there were so many. */
    void forget(int size) {
        while (notUnderstood.size() > size) {
            notUnderstood.removeLast();
        }
    }

    /** Lets a reader step through a sentence; a word that it does not step over is passed. */
    void hear(Cursor cursor, Runnable step) {
        while (!cursor.ended()) {
            var before = cursor.at();
            step.run();
            if (cursor.at() == before) {
                var token = cursor.next();
                if (token.unknown()) {
                    notUnderstood(token);
                }
            }
        }
        close();
    }

    /** What a verb says that the subject does. */
    @Nullable
    Deed deed(Token token) {
        return !who.isEmpty() && who.getFirst().glows() ? token.lampDeed() : token.deed();
    }

    void notUnderstood(Token token) {
        notUnderstood.add(token.text());
    }

    void sentence() {
        close();
        if (!waiting.isEmpty() && !who.isEmpty()) {
            placeWaiting();
        }
        waiting.clear();
        opens = true;
        ownSubject = false;
        didSomething = false;
        order = Order.NONE;
        pace = Speed.NORMAL;
    }

    void link(Order next) {
        close();
        if (next.compareTo(order) > 0) {
            order = next;
        }
        ownSubject = false;
        didSomething = false;
    }

    /** Ends what was said about the subject, which stays the subject. */
    void clause() {
        close();
        ownSubject = false;
        didSomething = false;
    }

    boolean hasSubject() {
        return ownSubject;
    }

    /** Whether the latest event says what somebody wears. */
    boolean wears() {
        return !events.isEmpty()
                && events.getLast() instanceof Event.Having having
                && having.attribute().equals("wears");
    }

    boolean hasObject() {
        return draft != null && draft.hasObject();
    }

    boolean hasDeed() {
        return draft != null;
    }

    /** Whether the clause has said something about its subject. */
    boolean told() {
        return didSomething;
    }

    @Nullable
    Draft draft() {
        return draft;
    }

    List<Mention> who() {
        return who;
    }

    void subject(Mention mention) {
        close();
        helper = List.of();
        who = List.of(mention);
        ownSubject = true;
        didSomething = false;
        seen(mention);
        placeWaiting();
    }

    void alsoSubject(Mention mention) {
        var more = new ArrayList<>(who);
        more.add(mention);
        who = List.copyOf(more);
        seen(mention);
    }

    /** Makes the object of the deed that is open the subject of what it is helped, seen or told to do. */
    void hand(Mention mention) {
        close();
        helper = who;
        who = List.of(mention);
        ownSubject = true;
        didSomething = false;
        order = Order.MEANWHILE;
    }

    /** Makes whoever handed on the last deed the subject again. */
    void takeBack() {
        if (!helper.isEmpty()) {
            close();
            who = helper;
            helper = List.of();
        }
    }

    /** The next deed is done with this one's help. */
    void help(Mention mention) {
        seen(mention);
        helping = mention;
    }

    void noSubject() {
        close();
        who = List.of();
    }

    void seen(Mention mention) {
        var thing = mention.thing();
        if (thing != null && mention.place()) {
            events.add(new Event.Place(order, opens, List.of(mention), thing.kind()));
        } else {
            events.add(new Event.Seen(order, opens, List.of(mention)));
        }
    }

    void setting(String setting) {
        events.add(new Event.Place(order, opens, List.of(), setting));
    }

    void pace(Speed speed) {
        if (draft != null) {
            draft.pace = speed;
        } else {
            pace = speed;
        }
    }

    void feature(@Nullable Feature feature) {
        if (feature != null) {
            features.putIfAbsent(feature.aspect(), feature.value());
        }
    }

    Map<Aspect, String> features() {
        return features;
    }

    /** Adds what another narration told by the way. */
    void aside(Narration other) {
        other.close();
        events.addAll(other.events);
        notUnderstood.addAll(other.notUnderstood);
        other.features.forEach(features::putIfAbsent);
    }

    /** How a deed is tied to the one before it. */
    enum Tie {
        /** It stands beside it. */
        PLAIN,
        /** Begun: {@code starts sweeping}. */
        BEGUN,
        /** A participle, or a Chinese verb right behind another one. */
        ATTACHED,
        /** For this: {@code to rest}. */
        PURPOSE
    }

    Draft deed(Token token, Deed deed, Tie tie, boolean afterComma) {
        var before = draft;
        if (before != null && order == Order.NONE) {
            if (absorbs(before, deed, tie, afterComma)) {
                before.end = token.end();
                return before;
            }
            var rises = before.deed.is(Trait.TRANSITION) || before.deed.is(Trait.MOTION);
            var next = start(token, rises ? deed.leaving() : deed);
            if (folds(before, deed, tie)) {
                next.follow(before);
                before.tellObjects(events);
                draft = null;
            } else {
                close();
                next.beneath = tie == Tie.ATTACHED && !deed.is(Trait.BRIEF);
            }
            draft = next;
            return next;
        }
        close();
        draft = start(token, deed);
        return draft;
    }

    private Draft start(Token token, Deed deed) {
        var next = new Draft(token, deed, order, opens);
        next.who = who;
        next.helper = helping;
        helping = null;
        next.pace = pace;
        pace = Speed.NORMAL;
        if (!waiting.isEmpty()) {
            waiting.forEach(spot -> next.spots.add(new Spot(spot.relation(), spot.of(), false)));
            waiting.clear();
        }
        order = Order.NONE;
        opens = false;
        didSomething = true;
        return next;
    }

    private static boolean absorbs(Draft before, Deed deed, Tie tie, boolean afterComma) {
        if (before.deed.action().equals(deed.action()) && !before.hasObject()) {
            return tie != Tie.PLAIN || afterComma;
        }
        if (deed.is(Trait.AIM) && deed.is(Trait.STANCE) && SEATED.contains(before.deed.action())) {
            return true;
        }
        if (tie == Tie.PURPOSE || tie == Tie.ATTACHED) {
            return deed.is(Trait.AIM)
                    || deed.is(Trait.FAINT)
                    || (deed.is(Trait.STANCE)
                            && !before.deed.is(Trait.STANCE)
                            && !before.deed.is(Trait.TRANSITION)
                            && tie == Tie.ATTACHED);
        }
        return false;
    }

    private static boolean folds(Draft before, Deed deed, Tie tie) {
        if (before.deed.is(Trait.TRANSITION) || before.deed.is(Trait.FAINT)) {
            return true;
        }
        if (tie == Tie.BEGUN && before.deed.is(Trait.BRIEF) && before.deed.is(Trait.MOTION)) {
            return true;
        }
        return before.deed.is(Trait.STANCE) && tie == Tie.ATTACHED && !deed.is(Trait.TRANSITION);
    }

    void spot(Spot spot) {
        var open = draft;
        if (open != null) {
            open.spots.add(spot);
        } else if (who.isEmpty() || !ownSubject) {
            waiting.add(spot);
        } else {
            events.add(new Event.Being(order, opens, who, spot));
            order = Order.NONE;
            opens = false;
            didSomething = true;
        }
    }

    /** A place where somebody was before the deed that is open. */
    void spotBefore(Spot spot) {
        events.add(new Event.Being(Order.NONE, opens, who, spot));
    }

    /** Gives the waiting places to the subject. */
    void placeWaiting() {
        for (var spot : waiting) {
            events.add(new Event.Being(order, opens, who, spot));
        }
        waiting.clear();
    }

    /** Gives the subject a quality by the way, as in {@code a girl with long hair}. */
    void trait(String attribute, String value) {
        events.add(new Event.Having(order, opens, who, attribute, value));
    }

    void quality(String attribute, String value) {
        events.add(new Event.Having(order, opens, who, attribute, value));
        didSomething = true;
    }

    void turning(List<Mention> subjects, Turn turn) {
        var speed = draft != null ? draft.pace : pace;
        var whose = draft != null ? draft.who : subjects;
        var when = draft != null ? draft.order : order;
        draft = null;
        events.add(new Event.Turning(when, opens, whose, turn, speed));
        order = Order.NONE;
        opens = false;
        didSomething = true;
    }

    void close() {
        if (draft != null) {
            var open = draft;
            draft = null;
            open.tell(prompt, events);
        }
    }
}
