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

    /**
     * @param following whether the camera goes along, so that a run needs no end
     * @param sweep how far the camera's middle shifts across the stage, in metres
     */
    Choreography(Troupe troupe, StageBook book, double seconds, Framing framing, boolean following, double sweep) {
        this.troupe = troupe;
        this.book = book;
        this.seconds = seconds;
        this.framing = framing;
        this.following = following;
        this.sweep = sweep;
    }

    void lay() {
        for (var performer : ordered()) {
            beats(performer);
        }
        for (var performer : ordered()) {
            move(performer);
        }
        for (var performer : ordered()) {
            meet(performer);
        }
    }

    /** Those who are gone to come before those who go. */
    private List<Performer> ordered() {
        return troupe.performers().stream()
                .sorted(Comparator.comparingInt(p -> p.subject().actions().isEmpty() ? 0 : 1))
                .toList();
    }

    private void beats(Performer performer) {
        var actions = performer.subject().actions().stream()
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

    private @Nullable Performer partner(Performer performer, Scene.Action action) {
        var named = troupe.first(action.with());
        if (named != null) {
            return named;
        }
        var manner = book.manner(action.name());
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
                relate(performer, beat(gait(performer, 1), from, Math.min(seconds, from + 1.6)), relation);
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
        leg(performer, beat.between(beat.from(), Math.min(to, seconds - 0.05)), end, up ? base : null);
        if (up) {
            performer.turn(Blocking.onto(performer, base, to));
        }
    }

    private void travel(Performer performer, Beat beat) {
        var start = performer.position(beat.from());
        if (performer.base(beat.from()) != null && beat.heading() == null && beat.with() == null && !leaves(beat)) {
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
            leg(performer, beat, approach(performer, with, 0.15 + 0.5 * performer.halfX(), beat.from()), null);
            performer.turn(new Facing.Toward(beat.to() - 0.3, with));
            return;
        }
        if (beat.manner().prop() != null) {
            return;
        }
        var heading = beat.heading();
        if (heading == null) {
            roam(performer, beat, start);
        } else {
            head(performer, beat, start, heading);
        }
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
                    roam(performer, beat, start, sign);
                    return;
                }
                var inside = Math.max(0.25 * edge, edge * 0.78 - performer.halfX());
                if (first && alone(performer) && sign * start.x() > -0.3 * edge) {
                    start = new Vec(-sign * inside, start.y(), start.z());
                    performer.home(new Spot.Ground(start));
                }
                var goal = Math.max(sign * start.x() + 0.4 * edge, inside);
                across(performer, beat, start, new Vec(sign * goal, start.y(), start.z()));
            }
            case OUT_LEFT, OUT -> leg(performer, beat, new Spot.Ground(new Vec(-off, start.y(), start.z())), null);
            case OUT_RIGHT -> leg(performer, beat, new Spot.Ground(new Vec(off, start.y(), start.z())), null);
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
                if (first && alone(performer)) {
                    start = new Vec(start.x(), start.y(), start.z() + away);
                    performer.home(new Spot.Ground(start));
                }
                var goal = framing.target().z() - framing.distance() + near;
                across(performer, beat, start, new Vec(start.x() * 0.4, start.y(), Math.min(goal, start.z() - 0.5)));
            }
            case AWAY ->
                across(performer, beat, start, new Vec(start.x(), start.y(), start.z() + 1.6 * framing.distance()));
            case UP -> leg(performer, beat, new Spot.Ground(up(beat, start, 0.55)), null);
            case DOWN -> leg(performer, beat, new Spot.Ground(up(beat, start, -0.55)), null);
            case CIRCLE -> circle(performer, beat, start);
            case BACK_AND_FORTH -> {
                var middle = (beat.from() + beat.to()) / 2;
                var reach = Math.max(0.5 * edge, performer.halfX());
                across(performer, beat.between(beat.from(), middle), start, start.plus(new Vec(reach, 0, 0)));
                across(performer, beat.between(middle, beat.to()), start, start.plus(new Vec(-0.3 * reach, 0, 0)));
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
        var natural = pace(performer, beat);
        var late = Math.max(beat.from(), arrive - 2.2 * distance / natural);
        leg(performer, beat.between(Math.min(late, arrive - SHORTEST), arrive), home, null);
    }

    /** Goes as far as its pace allows. */
    private void across(Performer performer, Beat beat, Vec start, Vec goal) {
        var way = goal.minus(start);
        var most = pace(performer, beat) * (beat.to() - beat.from()) * 1.25;
        var end = way.length() > most ? start.plus(way.unit().times(most)) : goal;
        leg(performer, beat, new Spot.Ground(end), null);
    }

    private boolean alone(Performer performer) {
        return performer.subject().relations().isEmpty()
                && troupe.performers().stream()
                        .flatMap(p -> p.subject().relations().stream())
                        .noneMatch(r -> r.of().equals(performer.subject().id()));
    }

    private void roam(Performer performer, Beat beat, Vec start) {
        var last = performer.legs().isEmpty() ? null : performer.legs().getLast();
        var onward = last == null
                ? 0
                : Math.signum(last.route().at(1).x() - last.route().at(0).x());
        roam(
                performer,
                beat,
                start,
                onward != 0 ? onward : sweep < -1e-6 ? -1 : sweep > 1e-6 ? 1 : start.x() > 0.2 ? -1 : 1);
    }

    /** Goes on without a goal: along with the camera, across the frame, or in a curve where the frame is too small for the pace. */
    private void roam(Performer performer, Beat beat, Vec start, double sign) {
        var manner = beat.manner();
        var span = beat.to() - beat.from();
        var pace = pace(performer, beat);
        switch (manner.gait()) {
            case STILL, CLIMB -> {
                return;
            }
            case FALL -> {
                leg(performer, beat, new Spot.Ground(new Vec(start.x(), 0, start.z())), null);
                return;
            }
            case GROUND, HOP, FLY, SWIM, ROLL -> {}
        }
        if (manner.gait() == Manner.Motion.HOP && !following) {
            return;
        }
        if (following) {
            leg(performer, beat, new Spot.Ground(start.plus(new Vec(sign * pace * span, 0, 0))), null);
            return;
        }
        var edge = framing.halfWidthAt(start.z());
        var inside = Math.max(0.25 * edge, edge * 0.8 - performer.halfX());
        var first = beat.from() < FIRST_MOMENT && performer.legs().isEmpty() && alone(performer);
        var crowd = performer.subject().count() > 1;
        var from = first && !crowd ? new Vec(-sign * inside - sweep / 2, start.y(), start.z()) : start;
        var room = sign * (sign * inside + sweep / 2 - from.x());
        if (first && !crowd) {
            performer.home(new Spot.Ground(from));
        }
        var wish = pace * span;
        if (crowd && room < 0.4 * edge) {
            room = 0.6 * edge;
        }
        if (room * 2.2 >= wish || span < 1.2) {
            var goal = new Vec(from.x() + sign * Math.min(Math.max(room, 0.3 * edge), wish * 1.2), from.y(), from.z());
            leg(performer, beat, new Spot.Ground(goal), null);
        } else {
            loop(performer, beat, from, sign, inside, wish * 0.62);
        }
    }

    /** Runs in wide turns over the stage. */
    private void loop(Performer performer, Beat beat, Vec from, double sign, double inside, double wish) {
        var points = new ArrayList<Vec>();
        points.add(from);
        var deep = Math.max(1.4 * performer.halfX(), 0.35 * inside);
        var length = 0.0;
        var direction = sign;
        var flying = beat.manner().gait() == Manner.Motion.FLY || beat.manner().gait() == Manner.Motion.SWIM;
        var high = flying ? 0.12 * framing.height() : 0;
        var lane = from.z();
        for (var turn = 0; turn < 8 && length < wish; turn++) {
            var last = points.getLast();
            var side = new Vec(direction * inside * 0.92 - sweep * (0.5 - Ease.clamp(length / wish)), from.y(), lane);
            length += side.minus(last).length();
            points.add(new Vec(Ease.mix(last.x(), side.x(), 0.55), from.y() + high, Ease.mix(last.z(), lane, 0.5)));
            points.add(side);
            lane = lane + (turn % 2 == 0 ? deep : -0.6 * deep);
            points.add(new Vec(side.x() + direction * 0.3 * deep, from.y() - 0.5 * high, (side.z() + lane) / 2));
            length += deep;
            direction = -direction;
        }
        go(performer, beat, Route.through(points), new Spot.Ground(points.getLast()));
    }

    private void circle(Performer performer, Beat beat, Vec start) {
        var radius = Math.min(0.5 * framing.halfWidthAt(start.z()), Math.max(1.3 * performer.halfX(), 0.9));
        var pace = pace(performer, beat);
        var turns = Ease.clamp(pace * (beat.to() - beat.from()) / (2 * StrictMath.PI * radius), 0.5, 4);
        var points = new ArrayList<Vec>();
        var centre = start.plus(new Vec(0, 0, radius));
        var count = (int) Math.ceil(turns * 12);
        for (var i = 0; i <= count; i++) {
            var a = 2 * StrictMath.PI * turns * i / count;
            points.add(centre.plus(new Vec(radius * StrictMath.sin(a), 0, -radius * StrictMath.cos(a))));
        }
        go(performer, beat, Route.through(points), new Spot.Ground(points.getLast()));
    }

    private void ride(Performer performer, Beat beat, Performer mount) {
        performer.home(Blocking.spot(
                performer, "vehicle".equals(mount.family()) ? RelationWord.INSIDE : RelationWord.ON, mount, 0));
        performer.turn(new Facing.With(0, mount));
        if (mount.legs().isEmpty() && mount.beats().isEmpty()) {
            var drive = new Beat(
                    beat.from(),
                    beat.to(),
                    gait(mount, 4),
                    "",
                    book.manner(gait(mount, 4)),
                    null,
                    beat.heading(),
                    beat.speed());
            mount.play(drive);
            travel(mount, drive);
        }
    }

    private void pursue(Performer performer, Beat beat, Performer prey) {
        if (prey.legs().isEmpty()) {
            var action = "prop".equals(prey.family()) ? "roll" : gait(prey, 4);
            var flight = new Beat(
                    beat.from(), beat.to(), action, "", book.manner("run"), null, beat.heading(), beat.speed());
            var start = prey.position(beat.from());
            var sign = beat.heading() == Heading.LEFT
                            || start.x() < performer.position(beat.from()).x()
                    ? -1
                    : 1;
            var edge = framing.halfWidthAt(start.z());
            if (alone(prey) && alone(performer) && beat.from() < FIRST_MOMENT && !following) {
                prey.home(new Spot.Ground(new Vec(-sign * 0.35 * edge, start.y(), start.z())));
                performer.home(new Spot.Ground(
                        new Vec(-sign * (0.35 * edge + prey.halfX() + 1.8 * performer.halfX()), 0, start.z() + 0.1)));
            }
            prey.play(flight);
            roam(prey, flight, prey.position(beat.from()), sign);
        }
        var flight = prey.legs().isEmpty() ? null : prey.legs().getLast();
        if (flight == null) {
            leg(performer, beat, approach(performer, prey, 0.2, beat.from()), null);
            return;
        }
        var points = new ArrayList<Vec>();
        points.add(performer.position(beat.from()));
        for (var i = 0; i <= 10; i++) {
            var p = flight.route().at(0.85 * i / 10);
            points.add(new Vec(p.x(), performer.figure().flies() ? p.y() : 0, p.z()));
        }
        var behind = points.getLast();
        if (points.get(1).minus(points.getFirst()).length() < 0.3) {
            points.remove(1);
        }
        go(
                performer,
                beat.between(beat.from(), Math.min(beat.to(), flight.to() + 0.2)),
                Route.through(points),
                new Spot.Ground(behind));
    }

    private Spot approach(Performer performer, Performer other, double gap, double time) {
        var here = performer.position(time);
        var there = other.position(time);
        var sign = here.x() <= there.x() ? -1 : 1;
        var x = there.x() + sign * (other.halfX() + performer.halfX() * 0.8 + gap);
        return new Spot.Ground(
                new Vec(x, Math.min(here.y(), there.y()), Math.max(there.z() - 0.05, Math.min(here.z(), there.z()))));
    }

    private void leg(Performer performer, Beat beat, Spot end, @Nullable Performer onto) {
        var start = performer.position(beat.from());
        var goal = end.at(beat.to());
        var route = Route.empty();
        var gait = beat.manner().gait();
        if (gait == Manner.Motion.FLY
                || gait == Manner.Motion.SWIM
                || performer.bearing().aloft() != null) {
            var flat = goal.minus(start);
            var arc = gait == Manner.Motion.FLY ? 0.25 * Math.min(flat.length(), 2 * performer.height() + 1) : 0;
            var middle = start.towards(goal, 0.5);
            var around = Detour.around(start, goal, blocks(performer, beat.from(), onto, start, goal));
            route = around.size() > 2 && Math.min(start.y(), goal.y()) < 0.4
                    ? Route.through(raised(around, arc))
                    : Route.through(List.of(start, new Vec(middle.x(), middle.y() + arc, middle.z()), goal));
        } else {
            var base = performer.base(beat.from());
            var ground = start;
            if (start.y() > 0.12 && base != null) {
                ground = foot(performer, base, goal);
                route.leap(start, ground, 0.12 * performer.height() + 0.06);
            }
            if (onto != null && goal.y() > 0.12) {
                var foot = foot(performer, onto, start);
                route.along(Detour.around(ground, foot, blocks(performer, beat.from(), onto, ground, foot)));
                if (gait == Manner.Motion.HOP) {
                    route = route.inHops(Math.max(0.5, 1.6 * performer.halfX()), 0.25 * performer.height());
                }
                route.leap(foot, goal, 0.3 * performer.height() + 0.1);
            } else {
                route.along(Detour.around(ground, goal, blocks(performer, beat.from(), base, ground, goal)));
                if (gait == Manner.Motion.HOP) {
                    route = route.inHops(Math.max(0.5, 2.2 * performer.halfX()), 0.3 * performer.height());
                }
            }
        }
        go(performer, beat, route, end);
    }

    private static List<Vec> raised(List<Vec> points, double arc) {
        var result = new ArrayList<Vec>(points);
        for (var i = 1; i + 1 < result.size(); i++) {
            var p = result.get(i);
            result.set(i, new Vec(p.x(), p.y() + arc, p.z()));
        }
        return result;
    }

    /** The place on the ground beside a base that is nearest to where one wants to go. */
    private static Vec foot(Performer performer, Performer base, Vec towards) {
        var at = base.position(0);
        var x = Ease.clamp(towards.x() - at.x(), -1, 1);
        var outX = base.halfX() + performer.halfX() * 0.8 + 0.08;
        var outZ = base.halfZ() + performer.halfZ() + 0.1;
        return Math.abs(towards.x() - at.x()) > base.halfX()
                ? new Vec(at.x() + Math.signum(x) * outX, 0, at.z())
                : new Vec(Ease.clamp(towards.x(), at.x() - base.halfX(), at.x() + base.halfX()), 0, at.z() - outZ);
    }

    private List<Detour.Block> blocks(
            Performer performer, double time, @Nullable Performer except, Vec start, Vec goal) {
        var blocks = new ArrayList<Detour.Block>();
        for (var other : troupe.performers()) {
            if (other == performer
                    || other == except
                    || other.base(time) != null
                    || other.bearing().flat()) {
                continue;
            }
            var extent = other.extent(time);
            if (extent.low().y() > Math.max(start.y(), goal.y()) + performer.height()
                    || extent.high().y() < Math.min(start.y(), goal.y())) {
                continue;
            }
            var block = Detour.Block.of(extent, 0.75 * Math.max(performer.halfX(), performer.halfZ()));
            if (!block.holds(start) && !block.holds(goal)) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private void go(Performer performer, Beat beat, Route route, Spot end) {
        if (route.length() < 0.01) {
            return;
        }
        var span = Math.max(beat.to() - beat.from(), 0.1);
        var action =
                beat.manner().gait() == Manner.Motion.STILL || beat.manner().gait() == Manner.Motion.FALL
                        ? gait(performer, route.length() / span)
                        : beat.action();
        var on = following || beat.to() >= seconds - 0.1 ? Math.min(0.12, 0.25 / span) : Math.min(0.3, 0.45 / span);
        performer.go(new Leg(
                beat.from(), beat.from() + span, route, end, beat.manner().gait(), action, Math.max(0.02, on)));
    }

    /** Metres a second of a body at its action. */
    private static double pace(Performer performer, Beat beat) {
        var body = performer.figure().rolls() || beat.manner().gait() == Manner.Motion.FLY
                ? 1
                : StrictMath.sqrt(Ease.clamp(performer.height() / 1.2, 0.08, 3));
        return Math.max(0.1, beat.manner().speed() * body * beat.pace());
    }

    /** How a body gets along at a speed when nothing else is said. */
    private static String gait(Performer performer, double speed) {
        if (performer.figure().flies()) {
            return "fly";
        }
        if (performer.figure().swims()) {
            return "swim";
        }
        if (performer.figure().rolls()) {
            return "drive";
        }
        if (!performer.figure().lives()) {
            return "move";
        }
        return speed > 2.1 * StrictMath.sqrt(Ease.clamp(performer.height() / 1.2, 0.08, 3)) ? "run" : "walk";
    }

    private void meet(Performer performer) {
        for (var beat : List.copyOf(performer.beats())) {
            var with = beat.with();
            var contact = beat.manner().contact();
            if (with == null || beat.manner().pursue()) {
                continue;
            }
            if (contact == null) {
                performer.turn(new Facing.Toward(Math.max(0, beat.from() - 0.2), with));
                continue;
            }
            meet(performer, beat, with, contact);
        }
    }

    private void meet(Performer performer, Beat beat, Performer with, double contact) {
        var prior = performer.legs().stream()
                .filter(l -> l.to() <= beat.from() + 0.05)
                .reduce((a, b) -> b)
                .orElse(null);
        var held = with.base(beat.from()) != null;
        var start = performer.position(beat.from());
        var there = with.position(Math.min(seconds, beat.from() + 0.3));
        var radius = 0.5 * reach(performer) + 0.5 * reach(with);
        var sign = start.x() < there.x() || (start.x() == there.x() && performer.index() > with.index()) ? -1 : 1;
        var goal = new Vec(there.x() + sign * (radius + contact), start.y() > 0.3 ? start.y() : 0, there.z() - 0.02);
        var distance = goal.minus(start).length();
        var near = Math.abs(there.x() - start.x()) <= radius + contact + 0.15 && Math.abs(there.z() - start.z()) < 0.5;
        var mutual = with.beats().stream()
                .anyMatch(b -> b.with() == performer && b.action().equals(beat.action()));
        if (!held
                && !near
                && performer.base(beat.from()) == null
                && performer.figure().lives()
                && !(mutual
                        && troupe.performers().indexOf(performer)
                                > troupe.performers().indexOf(with))) {
            if (prior != null
                    && beat.from() - prior.to() < 0.4
                    && prior.end() instanceof Spot.Ground
                    && with.legs().isEmpty()) {
                redirect(performer, prior, goal);
            } else {
                var need = Ease.clamp(distance / 1.6, 0.4, 0.45 * (beat.to() - beat.from()));
                var idle = performer.legs().isEmpty()
                        ? beat.from()
                        : beat.from() - performer.legs().getLast().to();
                var from = performer.beats().getFirst().equals(beat) && beat.from() > need
                        ? beat.from() - need
                        : Math.max(0, beat.from() - Math.max(0, Math.min(idle, need)) * 0.3);
                var walk = beat(gait(performer, distance / need), from, from + need);
                leg(performer, walk, new Spot.Ground(goal), null);
            }
        }
        var arrive = Math.max(0, beat.from() - 0.25);
        performer.turn(new Facing.Toward(arrive, with));
        if (with.figure().lives() && with.base(beat.from()) == null) {
            with.turn(new Facing.Toward(Math.max(0, arrive - 0.25), performer));
            var answer = beat.manner().answer();
            if (answer != null
                    && with.beats().stream().noneMatch(b -> b.from() < beat.to() && b.to() > beat.from() + 0.3)) {
                with.play(new Beat(
                        Math.min(seconds - 0.01, beat.from() + 0.25),
                        beat.to(),
                        answer,
                        "",
                        book.manner(answer),
                        performer,
                        null,
                        beat.speed()));
            }
        }
        if ("pushed".equals(beat.manner().takes())
                || "pulled".equals(beat.manner().takes())) {
            shove(performer, beat, with, sign);
        }
    }

    private void shove(Performer performer, Beat beat, Performer with, double sign) {
        var from = Math.max(
                beat.from() + 0.3,
                performer.legs().isEmpty() ? 0 : performer.legs().getLast().to());
        if (beat.to() - from < 0.6 || !with.legs().isEmpty() || with.base(from) != null) {
            return;
        }
        var way = ("pulled".equals(beat.manner().takes()) ? 1 : -1)
                * sign
                * Math.min(1.1 * (beat.to() - from), 0.5 * framing.halfWidthAt(0));
        var shift = new Vec(way, 0, 0);
        var both = beat("move", from, beat.to());
        for (var mover : List.of(with, performer)) {
            var start = mover.position(from);
            go(mover, both, Route.through(List.of(start, start.plus(shift))), new Spot.Ground(start.plus(shift)));
        }
    }

    /** Half the room that a body takes towards the one whom it faces. */
    private static double reach(Performer performer) {
        return performer.person() ? 0.26 * performer.height() / 1.7 : 2 * Math.min(performer.halfX(), 1.5);
    }

    private static void redirect(Performer performer, Leg prior, Vec goal) {
        performer.legs().remove(prior);
        var start = prior.route().at(0);
        performer.go(new Leg(
                prior.from(),
                prior.to(),
                Route.through(List.of(start, goal)),
                new Spot.Ground(goal),
                prior.motion(),
                prior.action(),
                prior.soft()));
    }
}
