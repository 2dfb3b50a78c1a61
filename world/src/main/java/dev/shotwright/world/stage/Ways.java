package dev.shotwright.world.stage;

import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays the ways of performers from spot to spot: around what stands there, up and down by leaps, through the air in arcs. */
final class Ways {
    private final Troupe troupe;
    private final double seconds;
    private final boolean following;

    /** @param following whether the camera goes along, so that nobody slows down at the end */
    Ways(Troupe troupe, double seconds, boolean following) {
        this.troupe = troupe;
        this.seconds = seconds;
        this.following = following;
    }

    /** Lets one go to a spot; {@code onto} is whom one ends on. */
    void leg(Performer performer, Beat beat, Spot end, @Nullable Performer onto) {
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
                route.leap(start, ground, 0);
            }
            if (onto != null && goal.y() > 0.12) {
                var foot = foot(performer, onto, start);
                route.along(Detour.around(ground, foot, blocks(performer, beat.from(), onto, ground, foot)));
                if (gait == Manner.Motion.HOP) {
                    route = route.inHops(
                            Math.max(0.5, 1.6 * performer.halfX()), springs(performer) ? 0 : 0.25 * performer.height());
                }
                route.leap(foot, goal, springs(performer) ? 0 : 0.3 * performer.height() + 0.1);
            } else {
                route.along(Detour.around(ground, goal, blocks(performer, beat.from(), base, ground, goal)));
                if (gait == Manner.Motion.HOP) {
                    route = route.inHops(
                            Math.max(0.5, 2.2 * performer.halfX()), springs(performer) ? 0 : 0.3 * performer.height());
                }
            }
        }
        go(performer, beat, route, end);
    }

    /** Whether its own body rises when it jumps. */
    private static boolean springs(Performer performer) {
        return performer.figure().lives();
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

    void go(Performer performer, Beat beat, Route route, Spot goal) {
        var end = Performer.carried(goal, performer) ? new Spot.Ground(route.at(1)) : goal;
        if (route.length() < 0.01) {
            return;
        }
        var span = Math.max(beat.to() - beat.from(), 0.1);
        var action =
                beat.manner().gait() == Manner.Motion.STILL || beat.manner().gait() == Manner.Motion.FALL
                        ? gait(performer, route.length() / span)
                        : beat.action();
        var on = following || beat.to() >= seconds - 0.1 ? Math.min(0.12, 0.25 / span) : Math.min(0.3, 0.45 / span);
        var last = route.at(1).minus(route.at(0.85));
        var goesOn = beat.to() >= seconds - 0.02 && StrictMath.hypot(last.x(), last.z()) > 1e-3;
        performer.turn(
                new Facing.Angle(beat.from() + 0.01, goesOn ? performer.along(last) : performer.restAngle(last)));
        performer.go(new Leg(
                beat.from(), beat.from() + span, route, end, beat.manner().gait(), action, Math.max(0.02, on)));
    }

    /** Metres a second of a body at its action. */
    static double pace(Performer performer, Beat beat) {
        var body = performer.figure().rolls() || beat.manner().gait() == Manner.Motion.FLY
                ? 1
                : StrictMath.sqrt(Ease.clamp(performer.height() / 1.2, 0.08, 3));
        return Math.max(0.1, beat.manner().speed() * body * beat.pace());
    }

    /** How a body gets along at a speed when nothing else is said. */
    static String gait(Performer performer, double speed) {
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
}
