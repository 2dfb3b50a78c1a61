package dev.shotwright.world.stage;

import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.Vec;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a shot has to show: whom, how large, and how much room they need. */
final class Composition {
    private static final double TOUCHING = 0.6;

    private final Scene.Shot shot;
    private final Troupe troupe;
    private final Place place;
    private final StageBook book;

    Composition(Scene.Shot shot, Troupe troupe, Place place, StageBook book) {
        this.shot = shot;
        this.troupe = troupe;
        this.place = place;
        this.book = book;
    }

    /** What the frame is made for; {@code main} is whom the shot is about. */
    Framing.Subject subject(@Nullable Performer main) {
        if (main == null) {
            var empty = place.indoors() ? Extent.around(Vec.ZERO, 1.6, 2.1, 1) : Extent.around(Vec.ZERO, 2.2, 2.4, 2);
            return new Framing.Subject(empty, empty, 2, false, false, !place.indoors(), 0, 0);
        }
        var own = main.extent(main.home(), 0);
        var whole = own;
        var deep = false;
        for (var performer : troupe.performers()) {
            if (counts(performer, main)) {
                whole = whole.with(performer.extent(performer.home(), 0)).with(room(performer));
            }
            for (var relation : performer.subject().relations()) {
                var base = troupe.first(relation.of());
                deep |= relation.relation() == RelationWord.BEHIND || relation.relation() == RelationWord.IN_FRONT_OF;
                if (base != null && relation.relation() != RelationWord.HOLDING) {
                    whole = whole.with(performer.extent(Blocking.spot(performer, relation.relation(), base, 0), 0));
                }
            }
        }
        var side = side(main);
        if (side != 0) {
            var mate = new Vec(own.centre().x() + side, 0, own.centre().z());
            whole = whole.with(Extent.around(mate, main.halfX(), main.height(), main.halfZ()));
        }
        if (whole.low().y() > 0.02 && !main.bearing().sky()) {
            var drop = Math.min(whole.low().y(), 0.25 * whole.height());
            whole = whole.with(Extent.around(
                    whole.centre().plus(new Vec(0, -whole.height() / 2 - drop, 0)), 0.01, 0.01, 0.01));
        }
        return new Framing.Subject(
                whole,
                own,
                side == 0 ? main.height() : tallest(),
                main.person(),
                deep,
                landscape(main, whole),
                roam(main),
                side);
    }

    /** Whether it is looked up to, or seen before the sky. */
    private boolean landscape(Performer main, Extent whole) {
        var flying = main.position(0).y() > 0.2 && !"fish".equals(main.family());
        return whole.height() > 3.2 || main.bearing().sky() || flying;
    }

    /** What one takes up besides: in the air by swaying, before a seat by getting up from it. */
    private static Extent room(Performer performer) {
        var at = performer.home().at(0);
        var base = performer.base(0);
        if (performer.bearing().aloft() != null && !performer.figure().lives()) {
            return Extent.around(at, performer.halfX(), performer.height() + 0.8, performer.halfZ());
        }
        if (base != null
                && "furniture".equals(base.family())
                && performer.subject().actions().size() > 1) {
            var foot = base.position(0).minus(new Vec(0, 0, base.halfZ() + 2 * performer.halfZ()));
            return Extent.around(foot, performer.halfX(), performer.height(), performer.halfZ());
        }
        return Extent.around(at, 0, 0, 0);
    }

    /** Whether the frame must hold where one stands at first. */
    private boolean counts(Performer performer, Performer main) {
        if (performer.bearing().sky() && !performer.equals(main)) {
            return false;
        }
        if (performer.bearing().land()
                && !performer.equals(main)
                && !troupe.refers(performer)
                && performer.subject().relations().isEmpty()) {
            return false;
        }
        var entering = performer.subject().actions().stream()
                .anyMatch(a -> a.heading() == Heading.IN_FROM_LEFT
                        || a.heading() == Heading.IN_FROM_RIGHT
                        || a.heading() == Heading.IN_FROM_BEHIND
                        || a.heading() == Heading.IN_FROM_FRONT
                        || a.heading() == Heading.IN);
        return !(entering && !performer.equals(main) && meets(performer, main));
    }

    private boolean meets(Performer one, Performer other) {
        return one.subject().actions().stream()
                .anyMatch(a -> other.subject().id().equals(a.with()) && touches(a));
    }

    private boolean touches(Scene.Action action) {
        var contact = book.manner(action.name()).contact();
        return contact != null && contact <= TOUCHING;
    }

    /** How far to the side of the main performer somebody stands who touches it, in metres; 0 if nobody does. */
    private double side(Performer main) {
        for (var performer : troupe.performers()) {
            if (!performer.equals(main) && performer.person() && (meets(performer, main) || meets(main, performer))) {
                var left = performer.subject().actions().stream()
                        .anyMatch(a -> a.heading() == Heading.IN_FROM_LEFT || a.heading() == Heading.IN);
                var right = performer.subject().actions().stream().anyMatch(a -> a.heading() == Heading.IN_FROM_RIGHT);
                var sign = left
                        ? -1
                        : right
                                ? 1
                                : performer.home().at(0).x() < main.home().at(0).x() ? -1 : 1;
                return sign * between(performer, main);
            }
        }
        return 0;
    }

    private double tallest() {
        return troupe.performers().stream()
                .filter(Performer::person)
                .mapToDouble(Performer::height)
                .max()
                .orElse(1);
    }

    /** How far apart two stand who touch each other, in metres. */
    private double between(Performer one, Performer other) {
        var contact = Stream.concat(one.subject().actions().stream(), other.subject().actions().stream())
                .filter(this::touches)
                .map(a -> book.manner(a.name()).contact())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return 0.13 * (one.height() + other.height()) / 1.7 + contact;
    }

    /** The width that a wandering subject would like to have, in metres; 0 if it does not wander. */
    double roam(Performer main) {
        if (!main.subject().relations().isEmpty()) {
            return 0;
        }
        var body = StrictMath.sqrt(Ease.clamp(main.height() / 1.2, 0.08, 3));
        return main.subject().actions().stream()
                .filter(a -> a.with() == null || book.manner(a.name()).pursue())
                .filter(a -> book.manner(a.name()).gait() == Manner.Motion.GROUND
                        && book.manner(a.name()).prop() == null)
                .mapToDouble(a -> Math.min(a.to() - a.from(), 4)
                        * 0.5
                        * book.manner(a.name()).speed()
                        * body)
                .max()
                .orElse(0);
    }

    /** All that the performers take up in the course of the shot, once they know their ways. */
    Extent acting() {
        var extent = Extent.around(Vec.ZERO, 0.3, 0.5, 0.3);
        for (var performer : troupe.performers()) {
            if (performer.bearing().sky()) {
                continue;
            }
            for (var step = 0; step <= 12; step++) {
                var p = performer.position(shot.seconds() * step / 12);
                if (Math.abs(p.x()) < 60 + performer.halfX()) {
                    extent = extent.with(Extent.around(p, performer.halfX(), performer.height(), performer.halfZ()));
                }
            }
        }
        return extent;
    }
}
