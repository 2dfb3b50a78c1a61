package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.prompt.Event.Spot;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.prompt.Sense.Order;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Turn;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A deed while its sentence is still being read. */
final class Draft {
    /** What is done by somebody with whose help something else is done. */
    private static final Deed HELP = new Deed("work", Set.of(), null, null, "idle");

    /** The first English word of the verb, or the whole Chinese one. */
    final String verb;

    Deed deed;
    Order order;
    boolean opens;
    boolean beneath;
    boolean negated;
    boolean passive;
    int start;
    int end;
    List<Mention> who = List.of();
    Speed pace = Speed.NORMAL;
    final List<Spot> spots = new ArrayList<>();
    private final List<Mention> objects = new ArrayList<>();
    private @Nullable Mention receiver;
    private @Nullable Mention companion;
    private @Nullable Heading heading;

    @Nullable
    Mention helper;

    Draft(Token verb, Deed deed, Order order, boolean opens) {
        this.verb = Unit.isHan(verb.first().codePointAt(0)) ? verb.text() : verb.first();
        this.deed = deed;
        this.order = order;
        this.opens = opens;
        this.start = verb.start();
        this.end = verb.end();
        this.heading = deed.heading();
    }

    boolean hasObject() {
        return !objects.isEmpty();
    }

    /** Whom it is done to, if the latest object is somebody who can do something himself; null otherwise. */
    @Nullable
    Mention livingObject() {
        var last = objects.isEmpty() ? null : objects.getLast();
        return last != null && last.animate() ? last : null;
    }

    void object(Mention mention) {
        objects.add(mention);
    }

    void receiver(Mention mention) {
        receiver = mention;
    }

    void companion(Mention mention) {
        companion = mention;
    }

    void heading(Heading direction) {
        heading = direction;
    }

    /** Takes over how the deed before led to this one. */
    void follow(Draft before) {
        order = before.order;
        opens = before.opens;
        beneath = before.beneath;
        start = before.start;
        if (before.deed.is(Trait.STANCE)) {
            spots.addAll(before.spots);
        }
    }

    /** What the deed says, as events. */
    void tell(String prompt, List<Event> events) {
        if (negated) {
            objects.forEach(object -> events.add(new Event.Seen(order, opens, List.of(object))));
            return;
        }
        if (passive) {
            sufferPassive();
        }
        var implied = deed.implied();
        if (implied != null && objects.isEmpty() && !passive && who.stream().anyMatch(Mention::animate)) {
            objects.add(implied.again());
        }
        takeReceiver();
        var object = objects.isEmpty() ? null : objects.getFirst();
        for (var more : objects) {
            tellObject(more, events);
        }
        if (deed.is(Trait.WEARS) && object != null) {
            events.add(new Event.Having(order, opens, who, "wears", object.label()));
            return;
        }
        var turn = turn(object);
        if (turn != null && (object != null || deed.is(Trait.CHANGE) || lamp())) {
            events.add(new Event.Turning(order, opens, object != null ? List.of(object) : who, turn, pace));
            if (object == null) {
                return;
            }
            order = Order.NONE;
        }
        if (deed.is(Trait.HOLDS) && object != null && drawn(object)) {
            events.add(new Event.Being(order, opens, who, new Spot(RelationWord.HOLDING, object, false)));
        }
        var carried = deed.is(Trait.CARRIES) && object != null;
        var with = receiver != null ? receiver : object != null && drawn(object) ? object : companion;
        var moved = receiver != null || deed.is(Trait.PLACES) || carried ? object : null;
        var words = prompt.substring(start, Math.max(start, end)).strip();
        var ways = carried ? spots.stream().filter(Spot::reached).toList() : spots;
        var action = object == null && (passive || deed.is(Trait.PLACES)) ? undergone() : deed;
        events.add(new Event.Doing(order, opens, who, action, words, with, moved, heading, pace, ways, beneath));
        if (helper != null && !who.isEmpty()) {
            events.add(help(helper, who.getFirst()));
        }
        if (carried) {
            spots.stream()
                    .filter(spot -> !spot.reached())
                    .forEach(spot -> events.add(new Event.Being(Order.NONE, false, List.of(object), spot)));
        }
    }

    private static Event help(Mention helper, Mention helped) {
        return new Event.Doing(
                Order.MEANWHILE,
                false,
                List.of(helper),
                HELP,
                helper.label(),
                helped,
                null,
                null,
                Speed.NORMAL,
                List.of(),
                true);
    }

    private boolean lamp() {
        return !who.isEmpty() && who.getFirst().glows();
    }

    /** With somebody who does it, the doer becomes the subject again. */
    private void sufferPassive() {
        var agent = companion;
        if (agent != null && who.size() == 1) {
            objects.addFirst(who.getFirst());
            who = List.of(agent);
            companion = null;
        }
    }

    private Deed undergone() {
        return new Deed(deed.passive(), deed.traits(), null, null, deed.passive());
    }

    private void takeReceiver() {
        if (objects.size() == 2 && receiver == null) {
            var first = objects.getFirst();
            var last = objects.getLast();
            if (first.animate()) {
                receiver = first;
                objects.removeFirst();
            } else if (last.animate()) {
                receiver = last;
                objects.removeLast();
            }
        }
    }

    /** What the deed makes of its object: a lamp that is opened is switched on. */
    private @Nullable Turn turn(@Nullable Mention object) {
        var turn = deed.turn();
        var thing = object == null ? null : object.thing();
        if (turn != null
                && thing != null
                && turn.what().equals("openness")
                && thing.attributes().containsKey("glows")) {
            var on = turn.to().equals("open");
            return new Turn("brightness", on ? "off" : "on", on ? "on" : "off");
        }
        return turn;
    }

    /** That what it is done to is in the picture. */
    void tellObjects(List<Event> events) {
        objects.forEach(object -> tellObject(object, events));
    }

    private void tellObject(Mention object, List<Event> events) {
        if (object.place() && object.thing() != null) {
            events.add(new Event.Place(order, opens, who, object.thing().kind()));
        } else if (!deed.is(Trait.WEARS)) {
            events.add(new Event.Seen(order, opens, List.of(object)));
        }
    }

    private static boolean drawn(Mention mention) {
        return mention.thing() == null || mention.has(Thing.Sort.FIGURE) || mention.has(Thing.Sort.PART);
    }
}
