package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who goes where and when, and what everybody plays: the actions and changing relations of a shot, laid out in time. */
final class Choreography {
    private static final double FIRST_MOMENT = 0.05;
    private static final double SHORTEST = 0.35;

    private final Troupe troupe;
    private final StageBook book;
    private final double seconds;
    private final Framing framing;
    private final boolean following;
    private final double sweep;
    private final boolean indoors;
    private final Ways ways;
    private final Roaming roaming;
    private final Meetings meetings;

    /**
     * @param following whether the camera goes along, so that a run needs no end
     * @param indoors whether there are chairs
     * @param sweep how far the camera's middle shifts across the stage, in metres
     */
    Choreography(
            Troupe troupe,
            StageBook book,
            double seconds,
            Framing framing,
            boolean following,
            double sweep,
            boolean indoors) {
        this.troupe = troupe;
        this.book = book;
        this.seconds = seconds;
        this.framing = framing;
        this.following = following;
        this.sweep = sweep;
        this.indoors = indoors;
        ways = new Ways(troupe, seconds, following);
        roaming = new Roaming(troupe, ways, framing, following, sweep);
        meetings = new Meetings(troupe, ways, book, framing, seconds);
    }

    void lay() {
        for (var performer : ordered()) {
            beats(performer);
        }
        for (var performer : ordered()) {
            settle(performer);
        }
        for (var performer : ordered()) {
            move(performer);
        }
        for (var performer : ordered()) {
            meetings.meet(performer);
        }
    }

    /** Those who are gone to come before those who go. */
    private List<Performer> ordered() {
        return troupe.performers().stream()
                .sorted(Comparator.comparingInt(p -> p.subject().actions().isEmpty() ? 0 : 1))
                .toList();
    }

    private void beats(Performer performer) {
        var sized = performer.subject().changes().stream().anyMatch(c -> "size".equals(c.what()));
        var actions = performer.subject().actions().stream()
                .filter(a -> !sized || !(a.name().equals("grow") || a.name().equals("shrink")))
                .sorted(Comparator.comparingDouble(Scene.Action::from))
                .toList();
        for (var i = 0; i < actions.size(); i++) {
            var action = actions.get(i);
            var manner = book.manner(action.name());
            var next = i + 1 < actions.size() ? actions.get(i + 1).from() : seconds;
            var to = Math.min(action.to(), Math.max(next, action.from() + SHORTEST));
            if (!manner.travels() && next - to < 0.6) {
                to = Math.max(to, next);
            }
            performer.play(new Beat(
                    action.from(),
                    to,
                    action.name(),
                    action.words(),
                    manner,
                    partner(performer, action),
                    action.heading(),
                    action.speed()));
        }
    }

    /** Gives seats to those who sit, lets them get up for the next thing, and hands them what they use. */
    private void settle(Performer performer) {
        var sat = false;
        for (var beat : List.copyOf(performer.beats())) {
            var base = performer.base(beat.from());
            var seated = beat.manner().seated() || beat.manner().stays();
            if (performer.person()
                    && base == null
                    && beat.manner().chair()
                    && indoors
                    && performer.chair() == null
                    && !sat) {
                var until = performer.beats().stream()
                        .filter(b -> b.from() > beat.from() && !b.manner().seated())
                        .mapToDouble(Beat::from)
                        .min()
                        .orElse(seconds + 1);
                performer.chair(beat.between(beat.from(), until));
            }
            var rises = sat
                    && !seated
                    && (!beat.manner().travels() || beat.manner().prop() != null)
                    && beat.heading() == null;
            if (rises && (base != null || performer.chair() != null)) {
                rise(performer, beat, base);
            }
            sat = seated && (sat || beat.manner().stays() || beat.manner().chair());
            var prop = beat.manner().prop();
            if (prop != null
                    && "grip".equals(beat.manner().at())
                    && book.bearing(prop, "prop").opaque()) {
                performer.turn(new Facing.Angle(beat.from(), StrictMath.PI / 2 + 0.3));
            }
            var with = beat.with();
            if (with != null && Blocking.carries(performer, with, beat.manner())) {
                hand(performer, beat, with);
            }
        }
    }

    private void rise(Performer performer, Beat beat, @Nullable Performer base) {
        var here = performer.position(beat.from() - 0.01);
        var out = base == null ? 0.55 * performer.size() : base.halfZ() + 0.3;
        var goal = new Vec(
                here.x(),
                0,
                (base == null ? here.z() : base.position(beat.from()).z()) - out);
        var start = base == null
                ? new Vec(here.x(), 0, here.z())
                : new Vec(here.x(), 0, Math.min(here.z(), goal.z() + 0.35));
        ways.go(
                performer,
                beat("walk", beat.from(), Math.min(beat.from() + 0.7, beat.to())),
                Route.through(List.of(start, goal)),
                new Spot.Ground(goal));
        performer.turn(new Facing.Angle(beat.from(), performer.restAngle()));
    }

    private void hand(Performer performer, Beat beat, Performer thing) {
        if (thing.base(beat.from()) == null && thing.legs().isEmpty()) {
            var held = Blocking.held(thing, performer);
            ways.go(
                    thing,
                    beat("float", beat.from(), beat.from() + 0.4),
                    Route.through(List.of(thing.position(beat.from()), held.at(beat.from() + 0.4))),
                    held);
        }
        if ("worn".equals(beat.manner().takes())) {
            var on = Ease.mix(beat.from(), beat.to(), 0.62);
            performer.wear(thing.subject().kind(), on);
            thing.hide(on);
        }
    }

    private @Nullable Performer partner(Performer performer, Scene.Action action) {
        var named = troupe.first(action.with());
        if (named != null) {
            return named;
        }
        var manner = book.manner(action.name());
        if (manner.mount() != null) {
            return troupe.first(Troupe.mount(performer.subject().id()));
        }
        var fellows = troupe.of(performer.subject());
        if (manner.contact() == null || fellows.size() < 2 || manner.contact() > 1) {
            return null;
        }
        var mate = performer.index() ^ 1;
        return mate < fellows.size() ? fellows.get(mate) : null;
    }

    private void move(Performer performer) {
        var relations = performer.subject().relations().stream()
                .filter(r -> r.from() > FIRST_MOMENT && r.relation() != RelationWord.HOLDING)
                .sorted(Comparator.comparingDouble(Scene.Relation::from))
                .toList();
        var done = new ArrayList<Scene.Relation>();
        for (var beat : List.copyOf(performer.beats())) {
            var relation = relations.stream()
                    .filter(r -> !done.contains(r) && r.from() > beat.from() - 0.6 && r.from() < beat.to() + 0.3)
                    .findFirst()
                    .orElse(null);
            if (relation != null && !beat.manner().stays()) {
                done.add(relation);
                relate(performer, beat, relation);
            } else if (beat.manner().travels()) {
                travel(performer, beat);
            }
        }
        for (var relation : relations) {
            if (!done.contains(relation)) {
                var from = Math.max(0, Math.min(relation.from(), seconds - 1.2));
                relate(performer, beat(Ways.gait(performer, 1), from, Math.min(seconds, from + 1.6)), relation);
            }
        }
    }

    private Beat beat(String action, double from, double to) {
        return new Beat(from, to, action, "", book.manner(action), null, null, Speed.NORMAL);
    }

    private void relate(Performer performer, Beat beat, Scene.Relation relation) {
        var base = troupe.first(relation.of());
        if (base == null) {
            return;
        }
        var end = Blocking.spot(performer, relation.relation(), base, beat.to());
        var to = beat.from() + Math.max(SHORTEST, 0.82 * (beat.to() - beat.from()));
        var relates = relation.relation();
        var up = relates == RelationWord.ON || relates == RelationWord.ABOVE || relates == RelationWord.INSIDE;
        ways.leg(performer, beat.between(beat.from(), Math.min(to, seconds - 0.05)), end, up ? base : null);
        if (up) {
            performer.turn(Blocking.onto(performer, base, to));
        }
    }

    private void travel(Performer performer, Beat beat) {
        var start = performer.position(beat.from());
        var deck = deck(performer, beat);
        if (deck != null) {
            cross(performer, beat, deck);
            return;
        }
        if (rides(performer, beat) && beat.heading() == null && beat.with() == null && !leaves(beat)) {
            return;
        }
        if (beat.manner().pursue() && beat.with() != null) {
            pursue(performer, beat, beat.with());
            return;
        }
        if (beat.with() != null) {
            var with = beat.with();
            if ("ride".equals(beat.action()) || "drive".equals(beat.action())) {
                ride(performer, beat, with);
                return;
            }
            ways.leg(performer, beat, approach(performer, with, 0.15 + 0.5 * performer.halfX(), beat.from()), null);
            performer.turn(new Facing.Toward(beat.to() - 0.3, with));
            return;
        }
        if (beat.manner().prop() != null) {
            return;
        }
        var heading = beat.heading();
        if (heading == null) {
            roaming.roam(performer, beat, start);
        } else {
            head(performer, beat, start, heading);
        }
    }

    /** The bridge that one goes along on; null if one does not. */
    private static @Nullable Performer deck(Performer performer, Beat beat) {
        var heading = beat.heading();
        var level =
                beat.manner().gait() == Manner.Motion.GROUND || beat.manner().gait() == Manner.Motion.ROLL;
        var along = heading == null || heading == Heading.LEFT || heading == Heading.RIGHT;
        if (!level || !along) {
            return null;
        }
        var base = beat.with() == null ? performer.base(beat.from()) : beat.with();
        return base != null && base.bearing().deck() ? base : null;
    }

    /** Goes along a deck, the middle of which is reached halfway. */
    private void cross(Performer performer, Beat beat, Performer deck) {
        var sign = beat.heading() == Heading.LEFT ? -1 : 1;
        var own = Math.max(performer.halfX(), performer.figure().length() / 2 * performer.size());
        var most = Math.max(0.1, deck.halfX() - own - 0.1);
        var reach = Math.min(most, 0.6 * Ways.pace(performer, beat) * (beat.to() - beat.from()));
        var behind = sign * performer.index() * 2.4 * own;
        var goal = Blocking.onDeck(deck, sign * reach - behind);
        if (beat.from() < FIRST_MOMENT) {
            var start = Blocking.onDeck(deck, -sign * reach - behind);
            performer.home(start);
            ways.go(performer, beat, Route.through(List.of(start.at(0), goal.at(0))), goal);
        } else {
            ways.leg(performer, beat, goal, performer.base(beat.from()) == null ? deck : null);
        }
    }

    /** Whether one is carried by something that moves by itself. */
    private static boolean rides(Performer performer, Beat beat) {
        var base = performer.base(beat.from());
        return base != null
                && (base.figure().lives()
                        || "vehicle".equals(base.family())
                        || !performer.figure().lives());
    }

    private static boolean leaves(Beat beat) {
        return beat.manner().gait() == Manner.Motion.FLY || beat.manner().gait() == Manner.Motion.HOP;
    }

    private void head(Performer performer, Beat beat, Vec start, Heading heading) {
        var edge = framing.halfWidthAt(start.z());
        var off = edge * 1.15 + performer.halfX() * 1.2 + Math.abs(sweep) / 2;
        var first = beat.from() < FIRST_MOMENT && performer.legs().isEmpty() && performer.home() instanceof Spot.Ground;
        switch (heading) {
            case LEFT, RIGHT -> {
                var sign = heading == Heading.LEFT ? -1 : 1;
                if (following) {
                    roaming.roam(performer, beat, start, sign);
                    return;
                }
                var inside = Math.max(0.25 * edge, edge * 0.78 - performer.halfX());
                if (first && roaming.alone(performer) && sign * start.x() > -0.3 * edge) {
                    start = new Vec(-sign * inside, start.y(), start.z());
                    performer.home(new Spot.Ground(start));
                }
                var goal = Math.max(sign * start.x() + 0.4 * edge, inside);
                roaming.across(performer, beat, start, new Vec(sign * goal, start.y(), start.z()));
            }
            case OUT_LEFT, OUT -> ways.leg(performer, beat, new Spot.Ground(new Vec(-off, start.y(), start.z())), null);
            case OUT_RIGHT -> ways.leg(performer, beat, new Spot.Ground(new Vec(off, start.y(), start.z())), null);
            case IN_FROM_LEFT, IN -> enter(performer, beat, new Vec(-off, start.y(), start.z()));
            case IN_FROM_RIGHT -> enter(performer, beat, new Vec(off, start.y(), start.z()));
            case IN_FROM_BEHIND ->
                enter(
                        performer,
                        beat,
                        new Vec(start.x() + 0.5 * edge, start.y(), start.z() + framing.distance() * 1.6 + 2));
            case IN_FROM_FRONT ->
                enter(
                        performer,
                        beat,
                        new Vec(
                                start.x() + 0.35 * edge,
                                start.y(),
                                framing.camera().z() - 0.5));
            case TOWARD -> {
                var near = Math.max(0.45 * framing.distance(), 1.1 * performer.height());
                var away = 0.9 * framing.distance();
                if (first && roaming.alone(performer)) {
                    start = new Vec(start.x(), start.y(), start.z() + away);
                    performer.home(new Spot.Ground(start));
                }
                var goal = framing.target().z() - framing.distance() + near;
                roaming.across(
                        performer, beat, start, new Vec(start.x() * 0.4, start.y(), Math.min(goal, start.z() - 0.5)));
            }
            case AWAY ->
                roaming.across(
                        performer, beat, start, new Vec(start.x(), start.y(), start.z() + 1.6 * framing.distance()));
            case UP -> ways.leg(performer, beat, new Spot.Ground(up(beat, start, 0.55)), null);
            case DOWN -> {
                if (beat.manner().gait() == Manner.Motion.GROUND) {
                    roaming.roam(performer, beat, start);
                } else {
                    ways.leg(performer, beat, new Spot.Ground(up(beat, start, -0.55)), null);
                }
            }
            case CIRCLE -> roaming.circle(performer, beat, start);
            case BACK_AND_FORTH -> {
                var middle = (beat.from() + beat.to()) / 2;
                var reach = Math.max(0.5 * edge, performer.halfX());
                roaming.across(performer, beat.between(beat.from(), middle), start, start.plus(new Vec(reach, 0, 0)));
                roaming.across(
                        performer, beat.between(middle, beat.to()), start, start.plus(new Vec(-0.3 * reach, 0, 0)));
            }
        }
    }

    private Vec up(Beat beat, Vec start, double share) {
        var rise = share * framing.height();
        return switch (beat.manner().gait()) {
            case GROUND, ROLL, STILL -> start.plus(new Vec(0.3 * framing.height(), 0, 0.6 * Math.abs(rise)));
            case FLY, SWIM, HOP, CLIMB, FALL ->
                new Vec(start.x() + 0.2 * rise, Math.max(0, start.y() + rise), start.z());
        };
    }

    private void enter(Performer performer, Beat beat, Vec outside) {
        var home = performer.home();
        performer.home(new Spot.Ground(outside));
        var goal = home.at(beat.from());
        var arrive = beat.from() + Math.max(SHORTEST, 0.94 * (beat.to() - beat.from()));
        var distance = goal.minus(outside).length();
        var natural = Ways.pace(performer, beat);
        var late = Math.max(beat.from(), arrive - 2.2 * distance / natural);
        ways.leg(performer, beat.between(Math.min(late, arrive - SHORTEST), arrive), home, null);
    }

    private void ride(Performer performer, Beat beat, Performer mount) {
        performer.home(Blocking.spot(
                performer, "vehicle".equals(mount.family()) ? RelationWord.INSIDE : RelationWord.ON, mount, 0));
        performer.turn(new Facing.With(0, mount));
        if (mount.legs().isEmpty() && mount.beats().isEmpty()) {
            var drive = new Beat(
                    beat.from(),
                    beat.to(),
                    Ways.gait(mount, 4),
                    "",
                    book.manner(Ways.gait(mount, 4)),
                    null,
                    beat.heading(),
                    beat.speed());
            mount.play(drive);
            travel(mount, drive);
        }
    }

    private void pursue(Performer performer, Beat beat, Performer prey) {
        if (prey.legs().isEmpty()) {
            var action = "prop".equals(prey.family()) ? "roll" : Ways.gait(prey, 4);
            var flight = new Beat(
                    beat.from(), beat.to(), action, "", book.manner("run"), null, beat.heading(), beat.speed());
            var start = prey.position(beat.from());
            var sign = beat.heading() == Heading.LEFT
                            || start.x() < performer.position(beat.from()).x()
                    ? -1
                    : 1;
            var edge = framing.halfWidthAt(start.z());
            if (roaming.alone(prey) && roaming.alone(performer) && beat.from() < FIRST_MOMENT && !following) {
                var tail = prey.halfX() + 1.8 * performer.halfX();
                var ahead = Math.max(0.78 * edge - tail - performer.halfX(), 0);
                prey.home(new Spot.Ground(new Vec(-sign * ahead, start.y(), start.z())));
                performer.home(new Spot.Ground(new Vec(-sign * (ahead + tail), 0, start.z() + 0.1)));
            }
            prey.play(flight);
            roaming.flee(prey, flight, prey.position(beat.from()), sign);
        }
        var flight = prey.legs().isEmpty() ? null : prey.legs().getLast();
        if (flight == null) {
            ways.leg(performer, beat, approach(performer, prey, 0.2, beat.from()), null);
            return;
        }
        var near = 1
                - Ease.clamp(
                        (prey.halfX() + performer.halfX())
                                / Math.max(0.1, flight.route().length()),
                        0.05,
                        0.5);
        var points = new ArrayList<Vec>();
        points.add(performer.position(beat.from()));
        for (var i = 0; i <= 10; i++) {
            var p = flight.route().at(near * i / 10);
            points.add(new Vec(p.x(), performer.figure().flies() ? p.y() : 0, p.z()));
        }
        var behind = points.getLast();
        if (points.get(1).minus(points.getFirst()).length() < 0.3) {
            points.remove(1);
        }
        ways.go(
                performer,
                beat.between(beat.from(), Math.min(beat.to(), flight.to() + 0.2)),
                Route.through(points),
                new Spot.Ground(behind));
    }

    private Spot approach(Performer performer, Performer other, double gap, double time) {
        var body = roaming.formation(performer);
        var offset = performer.subject().count() == 1
                ? Vec.ZERO
                : performer.home().at(0).minus(body.centre());
        var half = performer.subject().count() == 1 ? performer.halfX() : body.width() / 2;
        var here = performer.position(time).minus(new Vec(offset.x(), 0, offset.z()));
        var there = other.position(time);
        var sign = here.x() <= there.x() ? -1 : 1;
        var x = there.x() + sign * (other.halfX() + half * 0.8 + gap) + offset.x();
        var z = Math.max(there.z() - 0.05, Math.min(here.z(), there.z())) + offset.z();
        return new Spot.Ground(new Vec(x, Math.min(here.y(), there.y()), z));
    }
}
