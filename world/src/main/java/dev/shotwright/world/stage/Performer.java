package dev.shotwright.world.stage;

import dev.shotwright.world.figure.Act;
import dev.shotwright.world.figure.Figure;
import dev.shotwright.world.figure.Look;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.Part;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One body in a shot: a subject, or one of several of a kind, with where it goes, where it turns and what it plays. Built
 * by {@link Blocking} and {@link Choreography}; afterwards a pure function of the time.
 */
final class Performer {
    private static final double BLEND = 0.3;

    /** Where the hips of a sitter are, as a share of the height. */
    private static final double HIPS = 0.27;

    private final String id;
    private final Scene.Subject subject;
    private final int index;
    private final Figure figure;
    private final Bearing bearing;
    private final Look look;
    private final List<Leg> legs = new ArrayList<>();
    private final List<Facing> facings = new ArrayList<>();
    private final List<Beat> beats = new ArrayList<>();
    private double size = 1;
    private Spot home = new Spot.Ground(Vec.ZERO);
    private double lift;
    private @Nullable Beat chair;
    private @Nullable String worn;
    private double wornFrom;
    private double hiddenFrom = Double.MAX_VALUE;

    Performer(String id, Scene.Subject subject, int index, Figure figure, Bearing bearing) {
        this.id = id;
        this.subject = subject;
        this.index = index;
        this.figure = figure;
        this.bearing = bearing;
        this.look = Look.of(subject);
    }

    String id() {
        return id;
    }

    Scene.Subject subject() {
        return subject;
    }

    int index() {
        return index;
    }

    Figure figure() {
        return figure;
    }

    Bearing bearing() {
        return bearing;
    }

    String family() {
        return figure.family();
    }

    /** Whether the cast lacks its kind, so that a labelled figure of its family stands in. */
    boolean standsIn() {
        return !figure.kind().equals(subject.kind());
    }

    boolean person() {
        return "person".equals(figure.family());
    }

    void size(double factor) {
        size = factor;
    }

    double size() {
        return size;
    }

    void home(Spot spot) {
        home = spot;
    }

    Spot home() {
        return home;
    }

    /** Raises it on legs, so that somebody fits below. */
    void lift(double metres) {
        lift = metres;
    }

    double lift() {
        return lift;
    }

    /** Gives it a chair for as long as that beat lasts. */
    void chair(Beat beat) {
        chair = beat;
    }

    @Nullable
    Beat chair() {
        return chair;
    }

    /** Puts something on from a moment on. */
    void wear(String thing, double from) {
        worn = thing;
        wornFrom = from;
    }

    /** Hides it from a moment on, because somebody wears it. */
    void hide(double from) {
        hiddenFrom = from;
    }

    void go(Leg leg) {
        legs.add(leg);
        legs.sort(Comparator.comparingDouble(Leg::from));
    }

    void turn(Facing facing) {
        facings.add(facing);
        facings.sort(Comparator.comparingDouble(Facing::from));
    }

    void play(Beat beat) {
        beats.add(beat);
        beats.sort(Comparator.comparingDouble(Beat::from));
    }

    List<Beat> beats() {
        return beats;
    }

    List<Leg> legs() {
        return legs;
    }

    double height(double seconds) {
        return figure.height() * look(seconds).scale() * size;
    }

    double height() {
        return figure.height() * largest() * size;
    }

    /** Half its extent across the stage and into the depth as it stands at rest. */
    double halfX() {
        return half(StrictMath.abs(StrictMath.sin(restAngle())), StrictMath.abs(StrictMath.cos(restAngle())));
    }

    double halfZ() {
        return half(StrictMath.abs(StrictMath.cos(restAngle())), StrictMath.abs(StrictMath.sin(restAngle())));
    }

    private double half(double lengthwise, double crosswise) {
        var longest = figure.length() * lengthwise;
        var widest = figure.width() * crosswise;
        return Math.max(longest, widest) / 2 * largest() * size;
    }

    /** The largest that its changes make it, against the kind's own size. */
    private double largest() {
        var result = look(0).scale();
        for (var change : subject.changes()) {
            result = Math.max(result, look(change.end() + 1e-6).scale());
        }
        return result;
    }

    double restAngle() {
        return switch (bearing.rest()) {
            case FRONT -> StrictMath.PI;
            case QUARTER -> StrictMath.PI - 0.45;
            case PROFILE -> StrictMath.PI / 2 + 0.35;
        };
    }

    /** How it stands after it has gone that way. */
    double restAngle(Vec way) {
        var across = StrictMath.abs(way.x());
        if (bearing.rest() == Bearing.Rest.FRONT) {
            return restAngle();
        }
        if (across < 0.35 * StrictMath.abs(way.z())) {
            return way.z() < 0 ? StrictMath.PI - 0.2 : bearing.rest() == Bearing.Rest.PROFILE ? 0.35 : restAngle();
        }
        return way.x() < 0 ? mirrored() : restAngle();
    }

    /** At rest, but turned to the left side. */
    double mirrored() {
        return 2 * StrictMath.PI - restAngle();
    }

    Look look(double seconds) {
        var result = worn == null || seconds < wornFrom ? look : look.with("wears", worn);
        for (var change : subject.changes()) {
            var before = Scene.Change.OWN.equals(change.from())
                    ? result
                    : result.with(change.what(), word(change.what(), change.from()));
            var after = Scene.Change.OWN.equals(change.to())
                    ? look
                    : result.with(change.what(), word(change.what(), change.to()));
            result = before.between(after, Ease.smooth(Ease.between(change.start(), change.end(), seconds)));
        }
        return result;
    }

    /** The word of a look for what the scene says. */
    private static String word(String what, String word) {
        return "brightness".equals(what) && "dull".equals(word) ? "dim" : word;
    }

    /** The parts that show the colour that it is said to have. */
    List<Part> coloured(double seconds) {
        var now = look(seconds);
        var own = figure.parts(now, act(seconds));
        var other = figure.parts(now.with("colour", "#ff01fe"), act(seconds));
        var placement = placement(seconds);
        var parts = new ArrayList<Part>();
        for (var i = 0; i < Math.min(own.size(), other.size()); i++) {
            if (own.get(i).colour() != other.get(i).colour()) {
                parts.add(own.get(i).in(placement));
            }
        }
        return parts;
    }

    Vec position(double seconds) {
        var p = position(seconds, legs.size() - 1);
        var raised = lift + seat(seconds);
        return raised == 0 ? p : new Vec(p.x(), p.y() + raised, p.z());
    }

    /** By how much a seat raises or lowers it: a sitter's hips are above its origin, the seat is under the hips. */
    private double seat(double seconds) {
        if (posture(beat(seconds), seconds) == null) {
            return 0;
        }
        var hips = HIPS * height(seconds);
        var since = chair == null ? 0 : chair.from();
        for (var leg : legs) {
            since = leg.to() <= seconds ? Math.max(since, leg.to()) : since;
        }
        var settled = since <= 0 ? 1 : Ease.smooth(Ease.between(since, since + BLEND, seconds));
        return (chair == null ? -hips : 0.46 * size - hips) * settled;
    }

    private Vec position(double seconds, int last) {
        for (var i = last; i >= 0; i--) {
            var leg = legs.get(i);
            if (seconds >= leg.from()) {
                return seconds >= leg.to() ? leg.end().at(seconds) : leg.at(seconds);
            }
        }
        return home.at(seconds);
    }

    @Nullable
    Leg leg(double seconds) {
        for (var leg : legs) {
            if (seconds >= leg.from() && seconds < leg.to()) {
                return leg;
            }
        }
        return null;
    }

    /** Who carries it at a moment; null when it stands by itself. */
    @Nullable
    Performer base(double seconds) {
        var spot = home;
        for (var leg : legs) {
            if (seconds >= leg.to()) {
                spot = leg.end();
            } else if (seconds >= leg.from()) {
                return null;
            }
        }
        return spot instanceof Spot.Socket(var base, var _, var _) ? base : null;
    }

    /** Whether it is inside something that hides it but for what looks out. */
    boolean enclosed(double seconds) {
        var base = base(seconds);
        return base != null && base.bearing().closed();
    }

    double heading(double seconds) {
        var angle = rest(seconds);
        var leg = leg(seconds);
        if (leg == null) {
            return lies(seconds) ? angle + StrictMath.PI / 2 : angle;
        }
        var step = Math.min(0.1, (leg.to() - leg.from()) / 8);
        var from = position(Math.max(leg.from(), seconds - step));
        var to = position(Math.min(leg.to() - 1e-6, seconds + step));
        var way = to.minus(from);
        if (way.x() * way.x() + way.z() * way.z() < 1e-8) {
            return angle;
        }
        var along = StrictMath.atan2(way.x(), way.z());
        var cheat = cheat(along);
        var weight = Math.min(
                Ease.between(leg.from(), leg.from() + 0.3, seconds),
                1 - Ease.between(leg.to() - 0.3, leg.to(), seconds));
        return Ease.turn(
                angle,
                along + cheat,
                Ease.smooth(Math.max(weight, leg.from() <= 0.01 && seconds < leg.to() - 0.3 ? 1 : weight)));
    }

    /** By how much it turns towards the audience from its way, so that it is seen better; a long vehicle does not. */
    private double cheat(double along) {
        return figure.rolls() && figure.length() > 3 * figure.width() ? 0 : 0.22 * StrictMath.sin(along);
    }

    /** How it stands while it goes that way, and after it has gone out of the shot. */
    double along(Vec way) {
        var along = StrictMath.atan2(way.x(), way.z());
        return along + cheat(along);
    }

    /** Whether it lies along a piece of furniture. */
    private boolean lies(double seconds) {
        var beat = beat(seconds);
        var bed = base(seconds);
        return beat != null
                && bed != null
                && person()
                && (beat.action().equals("lie") || beat.action().equals("sleep"))
                && bed.figure().width() > bed.figure().length();
    }

    private double rest(double seconds) {
        var angle = restAngle();
        for (var i = 0;
                i < facings.size() && (i == 0 || seconds >= facings.get(i).from());
                i++) {
            var facing = facings.get(i);
            var goal = switch (facing) {
                case Facing.Angle(var _, var a) -> a;
                case Facing.Toward(var _, var other) -> {
                    var way = other.position(seconds).minus(position(seconds));
                    var a = StrictMath.atan2(way.x(), way.z());
                    yield a + 0.3 * StrictMath.sin(a);
                }
                case Facing.With(var _, var base) -> base.heading(seconds);
            };
            angle = facing.from() <= 0
                    ? goal
                    : Ease.turn(angle, goal, Ease.smooth(Ease.between(facing.from(), facing.from() + 0.45, seconds)));
        }
        return angle;
    }

    Placement placement(double seconds) {
        var upright = Placement.at(position(seconds)).then(Placement.aboutY(heading(seconds)));
        var grip = bearing.grip();
        var held = grip != null && base(seconds) != null ? upright.then(grip.turned()) : upright;
        return held.then(Placement.scaled(size));
    }

    /** A socket's place on the stage. */
    Vec socket(String name, double seconds) {
        return placement(seconds).point(figure.socket(name, look(seconds), act(seconds)));
    }

    /** The beat at a moment; null when it idles. */
    @Nullable
    Beat beat(double seconds) {
        var started = false;
        for (var i = beats.size() - 1; i >= 0; i--) {
            var beat = beats.get(i);
            if (seconds < beat.from()) {
                continue;
            }
            if (seconds < beat.to() || (beat.manner().stays() && !started)) {
                return beat;
            }
            started = true;
        }
        return null;
    }

    Act act(double seconds) {
        return act(beat(seconds), seconds);
    }

    private Act act(@Nullable Beat beat, double seconds) {
        var leg = leg(seconds);
        if (leg != null) {
            var share = leg.share(seconds);
            var leap = leg.route().leap(share);
            var action = leap >= 0 && leg.motion() == Manner.Motion.GROUND ? "jump" : leg.action();
            return new Act(
                    action,
                    seconds - leg.from(),
                    leap >= 0 ? leap : Ease.between(leg.from(), leg.to(), seconds),
                    leg.travelled(seconds) / size);
        }
        var seated = posture(beat, seconds);
        if (seated != null) {
            var began = beat == null ? 0 : beat.from();
            var hands = beat != null && beat.manner().prop() != null
                    ? new Vec(0, 0.47 * figure.height(), 0.18 * figure.height())
                    : null;
            return new Act(seated, Math.max(0, seconds - began), 0, 0, hands, gaze(seconds));
        }
        if (beat == null
                || (beat.manner().travels()
                        && beat.manner().gait() == Manner.Motion.GROUND
                        && beat.manner().prop() == null)) {
            return new Act("idle", seconds, 0, 0, null, gaze(seconds));
        }
        return new Act(
                beat.action(),
                seconds - beat.from(),
                Ease.between(beat.from(), beat.to(), seconds),
                0,
                reach(beat, seconds),
                gaze(seconds));
    }

    /** The posture on a seat; null when it stands, lies or has none. */
    private @Nullable String posture(@Nullable Beat beat, double seconds) {
        if (!person() || (beat != null && !beat.manner().seated())) {
            return null;
        }
        if (chair != null && seconds >= chair.from() && seconds <= chair.to()) {
            return "sit-on";
        }
        var base = base(seconds);
        if (base == null || !base.bearing().seat() || !base.figure().sockets().contains("seat")) {
            return null;
        }
        return switch (base.family()) {
            case "animal", "bird" -> "ride";
            case "vehicle" -> "drive";
            default -> "sit-on";
        };
    }

    private @Nullable Vec reach(Beat beat, double seconds) {
        var with = beat.with();
        if (with == null
                || with.leans(this)
                || beat.manner().contact() == null
                || beat.manner().contact() > 0.8) {
            return null;
        }
        var goal = with.position(seconds).plus(new Vec(0, 0.68 * with.height(seconds), 0));
        return inside(goal, seconds);
    }

    private @Nullable Vec gaze(double seconds) {
        for (var i = facings.size() - 1; i >= 0; i--) {
            var facing = facings.get(i);
            if (facing.from() <= seconds) {
                return facing instanceof Facing.Toward(var _, var other) && !other.leans(this)
                        ? inside(other.position(seconds).plus(new Vec(0, 0.9 * other.height(seconds), 0)), seconds)
                        : null;
            }
        }
        return null;
    }

    /** Whether its place ever depends on that one. */
    boolean leans(Performer other) {
        return carried(home, other) || legs.stream().anyMatch(leg -> carried(leg.end(), other));
    }

    static boolean carried(Spot spot, Performer other) {
        return switch (spot) {
            case Spot.Ground _ -> false;
            case Spot.Socket(var base, var _, var _) -> base.equals(other) || base.leans(other);
            case Spot.Near(var base, var _) -> base.equals(other) || base.leans(other);
        };
    }

    private Vec inside(Vec world, double seconds) {
        var way = world.minus(position(seconds)).times(1 / size);
        var turned = Placement.aboutY(-heading(seconds));
        return turned.direction(way);
    }

    List<Part> parts(double seconds) {
        if (seconds >= hiddenFrom) {
            return List.of();
        }
        var placement = placement(seconds);
        return parts(seconds, look(seconds)).map(part -> part.in(placement)).toList();
    }

    private Stream<Part> parts(double seconds, Look now) {
        var start = began(seconds);
        var act = act(seconds);
        if (start <= 0 || seconds - start >= BLEND) {
            return figure.parts(now, act).stream();
        }
        var before = start - 1e-4;
        var earlier = act(beat(before), before);
        return figure.parts(now, earlier, act, Ease.smooth((seconds - start) / BLEND)).stream();
    }

    /** When what it plays now began. */
    private double began(double seconds) {
        var latest = 0.0;
        for (var leg : legs) {
            if (leg.from() <= seconds) {
                latest = Math.max(latest, leg.from());
            }
            if (leg.to() <= seconds) {
                latest = Math.max(latest, leg.to());
            }
        }
        for (var beat : beats) {
            if (beat.from() <= seconds) {
                latest = Math.max(latest, beat.from());
            }
            if (beat.to() <= seconds && !beat.manner().stays()) {
                latest = Math.max(latest, beat.to());
            }
        }
        return latest;
    }

    Extent extent(double seconds) {
        return Extent.around(position(seconds), halfX(), height(seconds), halfZ());
    }

    /** The box that it takes at a spot. */
    Extent extent(Spot spot, double seconds) {
        return Extent.around(spot.at(seconds), halfX(), height(), halfZ());
    }
}
