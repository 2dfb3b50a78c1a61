package dev.shotwright.world.stage;

import dev.shotwright.world.space.Vec;
import java.util.ArrayList;

/** Movement without a goal: across the frame, along with the camera, in wide turns or in circles. */
final class Roaming {
    private static final double FIRST_MOMENT = 0.05;

    private final Troupe troupe;
    private final Ways ways;
    private final Framing framing;
    private final boolean following;
    private final double sweep;

    Roaming(Troupe troupe, Ways ways, Framing framing, boolean following, double sweep) {
        this.troupe = troupe;
        this.ways = ways;
        this.framing = framing;
        this.following = following;
        this.sweep = sweep;
    }

    /** Goes as far as its pace allows. */
    void across(Performer performer, Beat beat, Vec start, Vec goal) {
        var way = goal.minus(start);
        var most = Ways.pace(performer, beat) * (beat.to() - beat.from()) * 1.25;
        var end = way.length() > most ? start.plus(way.unit().times(most)) : goal;
        ways.leg(performer, beat, new Spot.Ground(end), null);
    }

    boolean alone(Performer performer) {
        return performer.subject().relations().isEmpty()
                && troupe.performers().stream()
                        .flatMap(p -> p.subject().relations().stream())
                        .noneMatch(r -> r.of().equals(performer.subject().id()));
    }

    /** Goes straight on before a pursuer, as slowly as the frame makes it. */
    void flee(Performer performer, Beat beat, Vec start, double sign) {
        var edge = framing.halfWidthAt(start.z());
        var goal = following
                ? sign * Ways.pace(performer, beat) * (beat.to() - beat.from())
                : sign * Math.max(0.86 * edge - performer.halfX(), 0.4 * edge) + sweep - start.x();
        ways.leg(performer, beat, new Spot.Ground(start.plus(new Vec(goal, 0, 0))), null);
    }

    /** Hangs in the air and sways a little. */
    private void drift(Performer performer, Beat beat, Vec start) {
        var reach = Math.min(0.22 * framing.halfWidthAt(start.z()), 0.5 * (beat.to() - beat.from()));
        var rise = 0.25 * Math.min(performer.height(), reach);
        var points = new ArrayList<Vec>();
        points.add(start);
        points.add(start.plus(new Vec(0.4 * reach, rise, 0)));
        points.add(start.plus(new Vec(0.75 * reach, -0.3 * rise, 0)));
        points.add(start.plus(new Vec(reach, 0.4 * rise, 0)));
        ways.go(performer, beat, Route.through(points), new Spot.Ground(points.getLast()));
    }

    void roam(Performer performer, Beat beat, Vec start) {
        var last = performer.legs().isEmpty() ? null : performer.legs().getLast();
        var onward = last == null
                ? 0
                : Math.signum(last.route().at(1).x() - last.route().at(0).x());
        roam(
                performer,
                beat,
                start,
                onward != 0
                        ? onward
                        : sweep < -1e-6
                                ? -1
                                : sweep > 1e-6
                                        ? 1
                                        : formation(performer).centre().x() > 0.2 ? -1 : 1);
    }

    /** Goes on without a goal: along with the camera, or across the frame, as slowly as the frame makes it; what flies or swims winds. */
    void roam(Performer performer, Beat beat, Vec start, double sign) {
        var manner = beat.manner();
        var span = beat.to() - beat.from();
        var pace = Ways.pace(performer, beat);
        switch (manner.gait()) {
            case STILL, CLIMB -> {
                return;
            }
            case FALL -> {
                ways.leg(performer, beat, new Spot.Ground(new Vec(start.x(), 0, start.z())), null);
                return;
            }
            case GROUND, HOP, FLY, SWIM, ROLL -> {}
        }
        if (manner.gait() == Manner.Motion.HOP && !following) {
            return;
        }
        var hangs = performer.bearing().aloft() != null
                && !performer.figure().lives()
                && !"vehicle".equals(performer.family());
        if (hangs && !following) {
            drift(performer, beat, start);
            return;
        }
        if (following) {
            ways.leg(performer, beat, new Spot.Ground(start.plus(new Vec(sign * pace * span, 0, 0))), null);
            return;
        }
        var body = formation(performer);
        var offset = performer.home().at(0).minus(body.centre());
        var edge = framing.halfWidthAt(start.z() - offset.z());
        var inside = Math.max(0.25 * edge, edge * 0.8 - body.width() / 2);
        if (beat.from() < FIRST_MOMENT && performer.legs().isEmpty() && alone(performer) && performer.index() == 0) {
            var shift = new Vec(-sign * inside - sweep / 2 - body.centre().x(), 0, 0);
            for (var fellow : troupe.of(performer.subject())) {
                fellow.home(new Spot.Ground(fellow.home().at(0).plus(shift)));
            }
        }
        var from = performer.position(beat.from());
        var room = sign * (sign * inside + sweep / 2 - (from.x() - offset.x()));
        var wish = pace * span;
        var winds = manner.gait() == Manner.Motion.FLY || manner.gait() == Manner.Motion.SWIM;
        if (winds && performer.subject().count() == 1 && room * (sweep == 0 ? 2.8 : 5) < wish && span >= 1.2) {
            loop(performer, beat, from, sign, inside, wish * 0.62);
        } else {
            var goal = new Vec(from.x() + sign * Math.min(Math.max(room, 0.3 * edge), wish * 1.2), from.y(), from.z());
            ways.leg(performer, beat, new Spot.Ground(goal), null);
        }
    }

    /** The box around the homes of a subject's instances, who keep their places with respect to each other. */
    Extent formation(Performer performer) {
        var extent = performer.extent(performer.home(), 0);
        for (var fellow : troupe.of(performer.subject())) {
            extent = extent.with(fellow.extent(fellow.home(), 0));
        }
        return extent;
    }

    /** Flies or swims in wide turns over the stage. */
    private void loop(Performer performer, Beat beat, Vec from, double sign, double inside, double wish) {
        var points = new ArrayList<Vec>();
        points.add(from);
        var deep = Math.max(1.4 * performer.halfX(), 0.35 * inside);
        var length = 0.0;
        var direction = sign;
        var high = 0.12 * framing.height();
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
        ways.go(performer, beat, Route.through(points), new Spot.Ground(points.getLast()));
    }

    void circle(Performer performer, Beat beat, Vec start) {
        var radius = Math.min(0.5 * framing.halfWidthAt(start.z()), Math.max(1.3 * performer.halfX(), 0.9));
        var pace = Ways.pace(performer, beat);
        var turns = Ease.clamp(pace * (beat.to() - beat.from()) / (2 * StrictMath.PI * radius), 0.5, 4);
        var points = new ArrayList<Vec>();
        var centre = start.plus(new Vec(0, 0, radius));
        var count = (int) Math.ceil(turns * 12);
        for (var i = 0; i <= count; i++) {
            var a = 2 * StrictMath.PI * turns * i / count;
            points.add(centre.plus(new Vec(radius * StrictMath.sin(a), 0, -radius * StrictMath.cos(a))));
        }
        ways.go(performer, beat, Route.through(points), new Spot.Ground(points.getLast()));
    }
}
