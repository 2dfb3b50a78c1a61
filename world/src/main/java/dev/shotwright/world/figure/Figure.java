package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.figure.Pose.Expression;
import dev.shotwright.world.space.Part;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Solid;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something of a kind, ready to be posed: it stands on the ground at the origin of its own space and faces +z.
 * Two threads may use one figure.
 */
public final class Figure {
    private final String name;
    private final Kind kind;
    private final Repertoire repertoire;
    private final Wardrobe wardrobe;
    private final Skeleton skeleton;
    private final Sizes sizes;
    private final List<RigPart> parts = new ArrayList<>();
    private final int[] partBones;
    private final Map<String, Socket> sockets = new LinkedHashMap<>();
    private final Map<Integer, Double> wheels = new LinkedHashMap<>();
    private final Map<String, Animation> traits = new LinkedHashMap<>();
    private final Map<String, Animation> animations = new ConcurrentHashMap<>();
    private final Set<String> chosen;
    private final List<Placement> rest;
    private final double unit;
    private final double leg;
    private final Vec low;
    private final Vec high;

    private record Socket(int bone, Vec at) {}

    Figure(String name, Kind kind, Repertoire repertoire, Colours colours, Outlines outlines) {
        this.name = name;
        this.kind = kind;
        this.repertoire = repertoire;
        try {
            sizes = new Sizes(kind.sizes());
            skeleton = new Skeleton(kind.bones(), kind.chains(), sizes);
            kind.parts().forEach((group, lines) -> parts.addAll(RigPart.parse(group, lines, sizes, outlines)));
            partBones = parts.stream().mapToInt(p -> skeleton.bone(p.bone())).toArray();
            kind.sockets().forEach((socket, text) -> {
                var words = text.split("\\s+", -1);
                for (var side : Skeleton.sides(socket)) {
                    var at = sizes.vec(words[1]);
                    sockets.put(
                            Skeleton.sided(socket, side),
                            new Socket(
                                    skeleton.bone(Skeleton.sided(words[0], side)),
                                    new Vec(at.x() * side, at.y(), at.z())));
                }
            });
            kind.wheels().forEach((bone, radius) -> {
                for (var side : Skeleton.sides(bone)) {
                    wheels.put(skeleton.bone(Skeleton.sided(bone, side)), sizes.value(radius));
                }
            });
            unit = kind.sizes().containsKey("unit") ? sizes.value("unit") : 1;
            leg = kind.sizes().containsKey("leg") ? sizes.value("leg") : 1;
            kind.traits()
                    .forEach((trait, tracks) ->
                            traits.put(trait, new Animation(Repertoire.still(trait, tracks), skeleton, unit, leg)));
        } catch (ShotwrightException e) {
            throw new ShotwrightException(e.code(), e.field(), "kind %s: %s".formatted(name, e.getMessage()), e);
        }
        chosen = new HashSet<>(kind.with() == null ? List.of() : kind.with());
        chosen.add("base");
        chosen.add("own");
        wardrobe = new Wardrobe(kind, colours);
        rest = new Pose(skeleton.bones.size()).placements(skeleton);
        var bounds = bounds(parts(new Look(name, Map.of(), null, 0), new Act("stand", 0, 0, 0)));
        low = bounds[0];
        high = bounds[1];
    }

    public String kind() {
        return name;
    }

    /** The family that it belongs to, such as {@code animal}. */
    public String family() {
        return kind.family() == null ? "prop" : kind.family();
    }

    /** Metres from the ground to the top at size 1. */
    public double height() {
        return high.y();
    }

    /** Metres from side to side at size 1. */
    public double width() {
        return high.x() - low.x();
    }

    /** Metres from front to back at size 1. */
    public double length() {
        return high.z() - low.z();
    }

    /** Whether it is a person or an animal. */
    public boolean lives() {
        return is("lives");
    }

    public boolean flies() {
        return is("flies");
    }

    public boolean swims() {
        return is("swims");
    }

    /** Whether it goes on wheels, rails or water, so that it moves without an action of its body. */
    public boolean rolls() {
        return is("rolls");
    }

    /** The names of its sockets, beside which {@link #socket} knows {@code top} for all kinds. */
    public Set<String> sockets() {
        return Set.copyOf(sockets.keySet());
    }

    public List<Part> parts(Look look, Act act) {
        return parts(look, act, act, 1);
    }

    /** The parts on the way from one act, {@code blend} 0, to another, {@code blend} 1; in metres, with the look's size. */
    public List<Part> parts(Look look, Act from, Act to, double blend) {
        var traits = wardrobe.traits(look);
        var pose = pose(look, traits, from, to, blend);
        var placements = pose.placements(skeleton);
        var outer = Placement.scaled(look.scale());
        var paint = wardrobe.paint(look, traits);
        var result = new ArrayList<Part>(parts.size());
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (!part.shown(chosen, traits)) {
                continue;
            }
            var solid = part.feature() == null ? part.solid() : feature(part.feature(), pose);
            var colour = paint.of(part.colour());
            var fade = pose.face(Expression.FADE);
            if (fade > 0) {
                colour = (int) Math.round((colour >>> 24) * (1 - Math.min(1, fade))) << 24 | (colour & 0xFFFFFF);
            }
            if (solid == null || colour >>> 24 == 0) {
                continue;
            }
            var place = outer.then(placements.get(partBones[i])).then(part.local());
            result.add(new Part(solid, place, colour, paint.finish(part), part.nearer() * look.scale()));
        }
        return result;
    }

    /**
     * Where something rests on the figure or is held by it, in the figure's space: {@code hand}, {@code left-hand},
     * {@code head}, {@code seat}, {@code back}, {@code top}; the top of the figure where it has no such socket.
     */
    public Vec socket(String socket, Look look, Act act) {
        return socket(socket, look, act, act, 1);
    }

    public Vec socket(String socket, Look look, Act from, Act to, double blend) {
        var found = sockets.get(socket);
        if (found == null) {
            found = sockets.get(socket.equals("back") ? "seat" : socket.equals("seat") ? "back" : socket);
        }
        if (found == null) {
            return new Vec(0, height() * look.scale(), 0);
        }
        var placements = pose(look, wardrobe.traits(look), from, to, blend).placements(skeleton);
        return placements.get(found.bone()).point(found.at()).times(look.scale());
    }

    /** The action that it does when asked for one: the same, or the nearest that its family has. */
    public String nearest(String action) {
        return repertoire.nearest(action);
    }

    /** The ends of its legs, for tests of their grip. */
    List<String> feet() {
        return skeleton.chains.stream()
                .filter(chain -> chain.toe() != null)
                .map(Skeleton.Chain::goal)
                .toList();
    }

    /** Where the toe of a foot is. */
    Vec toe(String foot, Look look, Act act) {
        var placements = pose(look, wardrobe.traits(look), act).placements(skeleton);
        for (var chain : skeleton.chains) {
            if (chain.goal().equals(foot) && chain.toe() != null) {
                return placements.get(chain.end()).point(chain.toe()).times(look.scale());
            }
        }
        return Vec.ZERO;
    }

    private boolean is(String way) {
        return kind.ways() != null && kind.ways().contains(way);
    }

    private Pose pose(Look look, Set<String> traits, Act from, Act to, double blend) {
        if (blend >= 1) {
            return pose(look, traits, to);
        }
        var first = pose(look, traits, from);
        return blend <= 0 ? first : first.towards(pose(look, traits, to), Track.ease(blend));
    }

    private Pose pose(Look look, Set<String> traits, Act act) {
        var scale = look.scale();
        var own = new Act(
                act.action(),
                act.seconds(),
                act.progress(),
                act.travelled() / scale,
                act.reach() == null ? null : act.reach().times(1 / scale),
                act.gaze() == null ? null : act.gaze().times(1 / scale));
        var pose = new Pose(skeleton.bones.size());
        var degrees = new double[skeleton.bones.size()][3];
        var animation = animation(repertoire.nearest(act.action()));
        animation.add(pose, degrees, own, 0);
        if (repertoire.has("always")) {
            animation("always").add(pose, degrees, own, look.choice("breath", 100) / 100.0);
        }
        this.traits.forEach((trait, change) -> {
            if (traits.contains(trait)) {
                change.add(pose, degrees, own, 0);
            }
        });
        wheels.forEach((bone, radius) -> degrees[bone][0] += StrictMath.toDegrees(own.travelled() / radius));
        for (var i = 0; i < degrees.length; i++) {
            pose.turns[i] = Turn.degrees(degrees[i][0], degrees[i][1], degrees[i][2]);
        }
        animation.settle(pose, own, rest);
        return pose;
    }

    private Animation animation(String action) {
        return animations.computeIfAbsent(action, key -> new Animation(repertoire.motion(key), skeleton, unit, leg));
    }

    private static @Nullable Solid feature(RigPart.Feature feature, Pose pose) {
        var spot = feature.spot();
        return switch (feature.organ()) {
            case EYE, PUPIL -> {
                var open = Math.clamp(1 + pose.face(Expression.EYES), 0.12, 1.5);
                yield feature.organ() == RigPart.Organ.PUPIL && open < 0.3
                        ? null
                        : new Solid.Plate(spot.wrap(Outlines.sized(feature.outline(), 1, open)), 0);
            }
            case BROW -> {
                var lifted = new Surface(
                        spot.host(), spot.across(), spot.upward() + 9 * pose.face(Expression.LIFT), spot.face());
                var band = Outlines.band(feature.width(), feature.height(), -feature.height() * 0.45, 0);
                var tilted = Outlines.turned(band, feature.side() * 24 * pose.face(Expression.BROW));
                yield new Solid.Plate(lifted.wrap(tilted), 0);
            }
            case MOUTH -> {
                var open = Math.max(0, pose.face(Expression.MOUTH));
                var smile = pose.face(Expression.SMILE);
                var width = feature.width() * (1 - 0.35 * open + 0.15 * Math.max(0, smile));
                yield new Solid.Plate(
                        spot.wrap(Outlines.band(
                                width, feature.height(), feature.width() * 0.3 * smile, feature.width() * 0.55 * open)),
                        0);
            }
        };
    }

    private static Vec[] bounds(List<Part> parts) {
        var axes = new Vec[] {new Vec(1, 0, 0), Vec.UP, new Vec(0, 0, 1)};
        var low = new double[3];
        var high = new double[3];
        for (var part : parts) {
            for (var i = 0; i < 3; i++) {
                var reach = part.reach(axes[i]);
                low[i] = Math.min(low[i], reach[0]);
                high[i] = Math.max(high[i], reach[1]);
            }
        }
        if (parts.isEmpty()) {
            throw new ShotwrightException(ErrorCode.MALFORMED_DOCUMENT, "parts", "a kind has no parts");
        }
        return new Vec[] {new Vec(low[0], low[1], low[2]), new Vec(high[0], high[1], high[2])};
    }
}
