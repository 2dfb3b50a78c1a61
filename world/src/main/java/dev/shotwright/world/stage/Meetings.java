package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.space.Vec;
import java.util.List;

/** Brings those who do something with each other to where they can: near, face to face, hands reaching, the other answering. */
final class Meetings {
    private final Troupe troupe;
    private final Ways ways;
    private final StageBook book;
    private final Framing framing;
    private final double seconds;

    Meetings(Troupe troupe, Ways ways, StageBook book, Framing framing, double seconds) {
        this.troupe = troupe;
        this.ways = ways;
        this.book = book;
        this.framing = framing;
        this.seconds = seconds;
    }

    void meet(Performer performer) {
        for (var beat : List.copyOf(performer.beats())) {
            var with = beat.with();
            var contact = beat.manner().contact();
            if (with == null || beat.manner().pursue()) {
                continue;
            }
            if (Blocking.carries(performer, with, beat.manner())) {
                continue;
            }
            if (contact == null) {
                performer.turn(new Facing.Toward(Math.max(0, beat.from() - 0.2), with));
                continue;
            }
            var seat = with.base(beat.from());
            if (seat != null
                    && seat.figure().rolls()
                    && "pushed".equals(beat.manner().takes())) {
                var rightwards = performer.position(beat.from()).x()
                        <= seat.position(beat.from()).x();
                seat.turn(new Facing.Angle(0, (rightwards ? 1 : -1) * (StrictMath.PI / 2 + 0.2)));
                meet(performer, beat, seat, 0.05);
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
                var walk = beat(Ways.gait(performer, distance / need), from, from + need);
                ways.leg(performer, walk, new Spot.Ground(goal), null);
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
            ways.go(mover, both, Route.through(List.of(start, start.plus(shift))), new Spot.Ground(start.plus(shift)));
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

    private Beat beat(String action, double from, double to) {
        return new Beat(from, to, action, "", book.manner(action), null, null, Speed.NORMAL);
    }
}
