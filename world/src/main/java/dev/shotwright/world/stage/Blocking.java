package dev.shotwright.world.stage;

import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where everybody stands when the shot begins, and where a relation puts one with respect to another. */
final class Blocking {
    private static final double FIRST_MOMENT = 0.05;

    private final Troupe troupe;
    private final StageBook book;
    private final Set<Performer> placed = new HashSet<>();

    private Blocking(Troupe troupe, StageBook book) {
        this.troupe = troupe;
        this.book = book;
    }

    /** Gives each performer a size and a home. */
    static void block(Troupe troupe, StageBook book) {
        var blocking = new Blocking(troupe, book);
        blocking.balance();
        blocking.lengthen();
        blocking.raise();
        blocking.line();
        blocking.relate();
    }

    /** Draws very unequal partners closer in size, so that the staging of the small one can be read. */
    private void balance() {
        for (var performer : troupe.performers()) {
            for (var relation : performer.subject().relations()) {
                var other = troupe.first(relation.of());
                if (other != null) {
                    balance(performer, other, carried(relation.relation()) ? 1.35 : 2.2);
                }
            }
        }
    }

    /** Builds a deck long enough for whom it carries. */
    private void lengthen() {
        for (var performer : troupe.performers()) {
            var ids = Stream.concat(
                    performer.subject().relations().stream().map(Scene.Relation::of),
                    performer.subject().actions().stream().map(Scene.Action::with));
            ids.map(troupe::first)
                    .filter(base -> base != null && base.bearing().deck())
                    .forEach(base -> base.size(
                            Math.max(base.size(), 2.4 * performer.figure().length() / bulk(base))));
        }
    }

    /** The place on top of a deck, at so many metres from its middle. */
    static Spot onDeck(Performer deck, double along) {
        var shift = Placement.aboutY(-deck.heading(0)).direction(new Vec(along, 0, 0));
        return new Spot.Socket(deck, "seat", shift);
    }

    private static boolean carried(RelationWord relation) {
        return relation == RelationWord.HOLDING;
    }

    private static void balance(Performer a, Performer b, double most) {
        var small = bulk(a) < bulk(b) ? a : b;
        var big = small == a ? b : a;
        var ratio = bulk(big) / bulk(small);
        if (ratio < 3 || small.size() != 1 || small.bearing().land()) {
            return;
        }
        var wanted = 3 * StrictMath.pow(ratio / 3, 0.35);
        var gain = Math.min(most, ratio / wanted);
        small.size(gain);
        if (!big.figure().lives() && ratio / gain > 6) {
            big.size(Math.min(big.size(), Math.max(0.5, 6 * gain / ratio)));
        }
    }

    private static double bulk(Performer p) {
        return Math.max(
                p.figure().height(), Math.max(p.figure().width(), p.figure().length()));
    }

    /** Lifts solid things under which somebody is going to be. */
    private void raise() {
        for (var performer : troupe.performers()) {
            for (var relation : performer.subject().relations()) {
                var base = troupe.first(relation.of());
                if (base != null
                        && relation.relation() == RelationWord.BELOW
                        && base.bearing().aloft() == null) {
                    var room = base.bearing().hollow() ? 0.8 * base.height() : 0.12 * base.height();
                    if (base.bearing().hollow() && performer.height() > room && room > 0.3 * performer.height()) {
                        performer.size(performer.size() * Math.max(0.6, room / performer.height()));
                        base.lift(Math.max(base.lift(), performer.height() * 1.04 - room));
                    } else if (performer.height() > room) {
                        base.lift(Math.max(base.lift(), performer.height() * 1.08));
                    }
                }
            }
        }
    }

    /** Puts those who stand by themselves in a line, in the order of the scene, big ones at the back. */
    private void line() {
        var free = new ArrayList<Performer>();
        var land = new ArrayList<Performer>();
        var sky = new ArrayList<Performer>();
        var streams = new ArrayList<Performer>();
        var deck = troupe.performers().stream()
                .filter(p -> p.bearing().deck())
                .findFirst()
                .orElse(null);
        var grounded = troupe.performers().stream()
                .anyMatch(p -> !p.bearing().land() && !p.bearing().sky());
        for (var performer : troupe.performers()) {
            if (first(performer) != null || heldBy(performer) || troupe.crossed(performer) != null) {
                continue;
            }
            if (performer.bearing().sky() && grounded && !troupe.refers(performer)) {
                sky.add(performer);
            } else if (deck != null && performer.bearing().flat()) {
                streams.add(performer);
            } else if (performer.bearing().land() && grounded && !troupe.refers(performer)) {
                land.add(performer);
            } else {
                free.add(performer);
            }
        }
        row(free);
        var back = free.stream().mapToDouble(Performer::halfZ).max().orElse(0.5);
        var x = 0.0;
        for (var performer : land) {
            var deep = Math.max(4, 1.2 * performer.height()) + back + performer.halfZ();
            home(
                    performer,
                    new Spot.Ground(new Vec(x, 0, performer.bearing().flat() ? back + performer.halfZ() + 0.8 : deep)));
            x += performer.halfX() * 2.2 * (x > 0 ? -1 : 1);
        }
        for (var performer : streams) {
            home(performer, deck == null ? performer.home() : new Spot.Near(deck, Vec.ZERO));
            performer.turn(new Facing.Angle(0, StrictMath.PI));
        }
        x = 7;
        for (var performer : sky) {
            performer.size(Math.max(1, 3.2 / performer.height()));
            home(performer, new Spot.Ground(new Vec(x, 9, 26)));
            x = -x * 1.2;
        }
    }

    private void row(List<Performer> free) {
        var count = free.size();
        if (count == 0) {
            return;
        }
        var rows = count > 12 ? 3 : count > 6 ? 2 : 1;
        var perRow = (count + rows - 1) / rows;
        for (var row = 0; row < rows; row++) {
            var members = free.subList(Math.min(count, row * perRow), Math.min(count, (row + 1) * perRow));
            var width = 0.0;
            for (var member : members) {
                width += 2 * member.halfX() + gap(member);
            }
            var x = -width / 2 + (row % 2 == 1 && members.size() == perRow ? width / members.size() / 2 : 0);
            var z = 0.0;
            for (var member : free) {
                z = Math.max(z, member.halfZ() * 2.6 * row);
            }
            var stagger = 0;
            var high = members.stream().mapToDouble(Blocking::altitude).max().orElse(0);
            for (var member : members) {
                x += member.halfX() + gap(member) / 2;
                var depth = members.size() > 2 && stagger++ % 2 == 1 ? 0.7 * member.halfZ() : 0;
                home(member, new Spot.Ground(new Vec(x, altitude(member) > 0 ? high : 0, z + depth)));
                if (members.size() > 1 && x > 0.12 * width) {
                    member.turn(new Facing.Angle(0, member.mirrored()));
                }
                x += member.halfX() + gap(member) / 2;
            }
        }
    }

    private static double gap(Performer performer) {
        var share = performer.subject().count() > 1 ? 0.6 : 0.28;
        return share * Math.min(performer.height(), 2 * performer.halfX()) + 0.02;
    }

    static double altitude(Performer performer) {
        var aloft = performer.bearing().aloft();
        if (aloft != null) {
            return Math.max(aloft, performer.bearing().sky() ? 1.6 * performer.height() : 0);
        }
        var flying = !performer.subject().actions().isEmpty()
                && performer.subject().actions().getFirst().name().equals("fly")
                && performer.subject().actions().getFirst().from() < FIRST_MOMENT;
        return flying && performer.figure().flies() ? 1.2 + 1.2 * performer.height() : 0;
    }

    /** Puts the others where their first relation says; who waits for one that is not yet placed comes later. */
    private void relate() {
        for (var round = 0; round < troupe.performers().size() + 1; round++) {
            for (var performer : troupe.performers()) {
                if (placed.contains(performer)) {
                    continue;
                }
                var holder = holder(performer);
                if (holder != null && (placed.contains(holder) || round > 3)) {
                    home(performer, held(performer, holder));
                    performer.turn(new Facing.With(0, holder));
                    continue;
                }
                var relation = first(performer);
                var base = relation == null ? null : troupe.first(relation.of());
                if (relation != null && base != null && (placed.contains(base) || round > 3)) {
                    home(performer, spot(performer, relation.relation(), base, 0));
                    if (relation.relation() == RelationWord.RIGHT_OF || relation.relation() == RelationWord.BESIDE) {
                        performer.turn(new Facing.Angle(0, performer.mirrored()));
                    }
                    if (relation.relation() == RelationWord.ON || relation.relation() == RelationWord.INSIDE) {
                        performer.turn(onto(performer, base, 0));
                    }
                }
            }
        }
        for (var performer : troupe.performers()) {
            var deck = troupe.crossed(performer);
            if (deck != null) {
                home(performer, onDeck(deck, 0));
            } else if (!placed.contains(performer)) {
                home(performer, new Spot.Ground(new Vec(0, altitude(performer), 0)));
            }
        }
    }

    static Facing onto(Performer performer, Performer base, double time) {
        return performer.person()
                        || base.family().equals("vehicle")
                        || base.family().equals("animal")
                ? new Facing.With(time, base)
                : new Facing.Angle(time, performer.restAngle());
    }

    private void home(Performer performer, Spot spot) {
        performer.home(Performer.carried(spot, performer) ? new Spot.Ground(Vec.ZERO) : spot);
        placed.add(performer);
    }

    /** The relation that holds at the start and places this performer; null if it stands by itself. */
    Scene.@Nullable Relation first(Performer performer) {
        for (var relation : performer.subject().relations()) {
            if (relation.from() < FIRST_MOMENT
                    && relation.relation() != RelationWord.HOLDING
                    && !mutual(performer, relation)) {
                return relation;
            }
        }
        return null;
    }

    /** Whether the other already refers to this one, who came first in the scene. */
    private boolean mutual(Performer performer, Scene.Relation relation) {
        var other = troupe.first(relation.of());
        if (other == null) {
            return true;
        }
        var mine = troupe.performers().indexOf(performer);
        var theirs = troupe.performers().indexOf(other);
        return mine < theirs
                && other.subject().relations().stream()
                        .anyMatch(r -> r.from() < FIRST_MOMENT
                                && r.relation() != RelationWord.HOLDING
                                && r.of().equals(performer.subject().id()));
    }

    private boolean heldBy(Performer performer) {
        return holder(performer) != null;
    }

    @Nullable
    Performer holder(Performer performer) {
        for (var other : troupe.performers()) {
            for (var action : other.subject().actions()) {
                if (performer.subject().id().equals(action.with())
                        && action.from() < 0.3
                        && other.index()
                                == Math.min(performer.index(), other.subject().count() - 1)
                        && carries(other, performer, book.manner(action.name()))) {
                    return other;
                }
            }
            for (var relation : other.subject().relations()) {
                if (relation.relation() == RelationWord.HOLDING
                        && relation.from() < FIRST_MOMENT
                        && relation.of().equals(performer.subject().id())
                        && other != performer) {
                    return other;
                }
            }
        }
        return null;
    }

    /** Whether one takes the other in the hand for an action. */
    static boolean carries(Performer one, Performer thing, Manner manner) {
        return manner.carries()
                && one.person()
                && !thing.figure().lives()
                && (bulk(thing) * thing.size() < 0.75 * one.height()
                        || (thing.bearing().grip() != null && "grip".equals(manner.at())))
                && thing.subject().relations().isEmpty();
    }

    static Spot held(Performer thing, Performer holder) {
        var grip = thing.bearing().grip();
        if (grip != null) {
            thing.lift(grip.legs(holder));
            return new Spot.Socket(holder, grip.socket(), grip.shift(holder));
        }
        var hands = thing.index() == 0 ? "hand" : "left-hand";
        var small = bulk(thing) * thing.size() < 0.8;
        var shift = small ? -0.45 * thing.height() : -0.6 * thing.height();
        return new Spot.Socket(holder, hands, new Vec(0, shift, 0));
    }

    /** Where a relation puts one, with respect to the other as it stands at that time. */
    static Spot spot(Performer one, RelationWord relation, Performer other, double time) {
        var at = other.position(time);
        var gap = 0.22 * Math.min(Math.min(one.halfX(), other.halfX()) * 2, 2)
                + 0.03
                + 0.25 * one.halfX()
                + 0.06 * other.halfX();
        var crowd = one.index() * 2.2;
        var near = Math.max(0, 0.7 * (other.halfZ() - one.halfZ()));
        var ground = Math.max(0, at.y() > 0.2 && one.figure().flies() ? at.y() : altitude(one));
        return switch (relation) {
            case LEFT_OF -> ground(at, -(other.halfX() + gap + one.halfX() * (1 + crowd)), ground, -near);
            case RIGHT_OF, BESIDE -> ground(at, other.halfX() + gap + one.halfX() * (1 + crowd), ground, -near);
            case IN_FRONT_OF ->
                ground(at, shift(one, other, 0.25) + crowd * one.halfX(), ground, -(other.halfZ() + gap + one.halfZ()));
            case BEHIND ->
                ground(at, shift(one, other, 0.55) + crowd * one.halfX(), ground, other.halfZ() + gap + one.halfZ());
            case ABOVE -> {
                var top = other.height(time) + other.lift();
                if (!one.figure().flies()
                        && one.bearing().aloft() == null
                        && (one.figure().lives() || other.bearing().deck())) {
                    yield on(one, other);
                }
                yield new Spot.Near(
                        other, new Vec(crowd * one.halfX(), top - other.lift() + 0.15 * one.height() + 0.05, 0));
            }
            case ON -> on(one, other);
            case INSIDE -> {
                var seat = other.family().equals("vehicle") ? "seat" : "inside";
                yield other.figure().sockets().contains(seat)
                        ? new Spot.Socket(other, seat, Vec.ZERO)
                        : new Spot.Near(other, new Vec(crowd * one.halfX(), 0.08 * other.height(), 0));
            }
            case BELOW -> {
                var forward = other.bearing().opaque() || other.height() > 2.2
                        ? Math.min(0.5 + one.halfZ(), other.halfZ() * 0.8)
                        : 0;
                yield new Spot.Ground(new Vec(at.x() + crowd * one.halfX(), 0, at.z() - forward));
            }
            case HOLDING -> new Spot.Ground(at);
        };
    }

    private static Spot on(Performer one, Performer other) {
        var sockets = other.figure().sockets();
        var spread = other.halfX()
                * (one.index() == 0 ? 0 : (one.index() % 2 == 0 ? -1 : 1) * 0.5 * Math.ceil(one.index() / 2.0));
        if (sockets.contains("seat") || sockets.contains("back")) {
            return new Spot.Socket(other, "seat", new Vec(spread, 0, 0));
        }
        return new Spot.Socket(other, "top", new Vec(spread, 0, 0));
    }

    private static double shift(Performer one, Performer other, double share) {
        if (!other.bearing().opaque() && one.height() > 0.4 * other.height()) {
            return share > 0.5 ? 0.25 * other.halfX() : 0;
        }
        return share > 0.5 && one.height() < 1.3 * other.height()
                ? share * other.halfX() + 0.3 * one.halfX()
                : 0.2 * one.halfX();
    }

    private static Spot ground(Vec at, double x, double y, double z) {
        return new Spot.Ground(new Vec(at.x() + x, y, at.z() + z));
    }
}
