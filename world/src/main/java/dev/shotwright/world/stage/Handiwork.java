package dev.shotwright.world.stage;

import dev.shotwright.world.figure.Act;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.figure.Look;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Part;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Solid;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The things that an action needs and nobody mentions: the broom of one who sweeps, the legs under what is raised. */
final class Handiwork {
    private static final int WOOD = 0xFF8A6B4C;

    private static final double GROWN = 1.72;

    private final Cast cast;
    private final StageBook book;
    private final Afloat afloat;

    /** @param afloat whether the place is open water */
    Handiwork(Cast cast, StageBook book, Afloat afloat) {
        this.cast = cast;
        this.book = book;
        this.afloat = afloat;
    }

    /** What is under the feet. */
    enum Afloat {
        LAND,
        WATER
    }

    /** The parts, on the stage, that go with a performer at a moment. */
    List<Part> parts(Performer performer, double seconds) {
        var parts = new ArrayList<Part>();
        if (performer.lift() > 0) {
            legs(performer.position(seconds), performer.halfX(), performer.halfZ(), parts);
        }
        if (afloat == Afloat.WATER && needsRaft(performer, seconds)) {
            var foot = performer.position(seconds);
            var wide = 2.2 * Math.max(performer.halfX(), performer.halfZ()) + 0.4;
            parts.add(new Part(
                    new Solid.Block(wide, 0.12, 0.8 * wide),
                    Placement.at(new Vec(foot.x(), foot.y() - 0.06, foot.z())),
                    WOOD,
                    Finish.MATT));
        }
        if (performer.chair() != null) {
            var at = performer.position(Math.max(0, performer.chair().from() - 0.02));
            var turned = performer.heading(performer.chair().from() + 0.4);
            add(
                    performer,
                    "chair",
                    Placement.at(new Vec(at.x(), 0, at.z()))
                            .then(Placement.aboutY(turned))
                            .then(Placement.scaled(performer.size())),
                    parts);
        }
        var beat = performer.beat(seconds);
        if (beat == null || !performer.person() || performer.leg(seconds) != null) {
            return parts;
        }
        var prop = beat.manner().prop();
        if (prop == null || (beat.with() != null && !beat.with().person())) {
            return parts;
        }
        var at = beat.manner().at() == null ? "hand" : beat.manner().at();
        switch (at) {
            case "grip" -> instrument(performer, prop, seconds, parts);
            case "front" -> desk(performer, prop, seconds, parts);
            case "both" -> {
                var middle = performer.socket("hand", seconds).towards(performer.socket("left-hand", seconds), 0.5);
                thing(performer, prop, middle, seconds, parts);
            }
            default -> thing(performer, prop, performer.socket("hand", seconds), seconds, parts);
        }
        return parts;
    }

    private static boolean needsRaft(Performer performer, double seconds) {
        return performer.base(seconds) == null
                && performer.position(seconds).y() < 0.1
                && !performer.figure().flies()
                && !performer.figure().swims()
                && !performer.figure().rolls()
                && !performer.bearing().land()
                && !"swim".equals(performer.act(seconds).action());
    }

    private void thing(Performer performer, String prop, Vec at, double seconds, List<Part> parts) {
        var figure = cast.figure(prop, "prop");
        var drop = figure.height() > 0.9 ? at.y() : 0.5 * figure.height();
        var placement = Placement.at(at.minus(new Vec(0, drop, 0)))
                .then(Placement.aboutY(performer.heading(seconds)))
                .then(Placement.scaled(
                        performer.size() * performer.look(seconds).scale()));
        add(performer, prop, placement, parts);
    }

    private void instrument(Performer performer, String prop, double seconds, List<Part> parts) {
        var grip = book.bearing(prop, "prop").grip();
        if (grip == null) {
            return;
        }
        var turned = Placement.aboutY(performer.heading(seconds));
        var at = performer.socket(grip.socket(), seconds).plus(turned.direction(grip.shift(performer)));
        var placement =
                Placement.at(at).then(turned).then(grip.turned()).then(Placement.scaled(performer.height() / GROWN));
        add(performer, prop, placement, parts);
    }

    private void desk(Performer performer, String prop, double seconds, List<Part> parts) {
        var ahead = Placement.at(performer.position(seconds)).then(Placement.aboutY(performer.heading(seconds)));
        var table = cast.figure("table", "furniture");
        var size = 0.7;
        var away = 0.24 * performer.height(seconds) + table.length() * size / 2;
        add(performer, "table", ahead.then(Placement.at(new Vec(0, 0, away))).then(Placement.scaled(size)), parts);
        var top = new Vec(0, table.height() * size, away - 0.5 * table.length() * size + 0.2);
        add(performer, prop, ahead.then(Placement.at(top)).then(Placement.aboutY(StrictMath.PI)), parts);
    }

    private void add(Performer performer, String kind, Placement placement, List<Part> parts) {
        var look = new Look(performer.id() + "/" + kind, Map.of(), null, 0);
        for (var part : cast.figure(kind, "prop").parts(look, new Act("stand", 0, 0, 0))) {
            parts.add(part.in(placement));
        }
    }

    /** Four legs from the ground to the corners of what stands that high. */
    private static void legs(Vec foot, double halfX, double halfZ, List<Part> parts) {
        var thick = Math.max(0.012, 0.05 * Math.min(halfX, halfZ));
        for (var corner = 0; corner < 4; corner++) {
            var x = foot.x() + (corner % 2 == 0 ? -0.85 : 0.85) * halfX;
            var z = foot.z() + (corner < 2 ? -0.8 : 0.8) * halfZ;
            parts.add(new Part(
                    new Solid.Limb(new Vec(x, 0, z), new Vec(x, foot.y(), z), thick, thick),
                    Placement.IDENTITY,
                    WOOD,
                    Finish.MATT));
        }
    }
}
