package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Solid;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part as the data describes it, in the space of its bone.
 *
 * @param group the name under which kinds and looks choose the part
 * @param colour a colour slot, or a sum over slots
 * @param feature a part of the face that moves; null for others
 */
record RigPart(
        String bone,
        String group,
        Solid solid,
        Placement local,
        String colour,
        Finish finish,
        double nearer,
        @Nullable String when,
        List<String> unless,
        @Nullable Feature feature) {

    /** A part of a face: its spot, its size, and how it follows the expression. */
    record Feature(Organ organ, Surface spot, List<Vec> outline, double width, double height, int side) {}

    enum Organ {
        EYE,
        PUPIL,
        BROW,
        MOUTH
    }

    boolean shown(Set<String> chosen, Set<String> traits) {
        return (chosen.contains(group) || traits.contains(group))
                && (when == null || traits.contains(when) || chosen.contains(when))
                && unless.stream().noneMatch(trait -> traits.contains(trait) || chosen.contains(trait));
    }

    /** Reads lines of {@code bone shape … colour options}; a bone ending in {@code ~} stands for the right and the left one. */
    static List<RigPart> parse(String group, List<String> lines, Sizes sizes, Outlines outlines) {
        var parts = new ArrayList<RigPart>();
        RigPart host = null;
        RigPart twinHost = null;
        for (var line : lines) {
            var words = new Words(line, sizes, outlines);
            var mirrored = words.bone.endsWith("~");
            var name = mirrored ? words.bone.substring(0, words.bone.length() - 1) + "-r" : words.bone;
            var part = words.part(group, name, 1, host);
            var twinned = mirrored || words.both;
            if (words.decal && twinHost != null) {
                parts.add(parts.indexOf(twinHost), part);
            } else {
                parts.add(part);
            }
            RigPart twin = null;
            if (twinned) {
                var other = mirrored ? words.bone.substring(0, words.bone.length() - 1) + "-l" : name;
                twin = words.part(group, other, -1, twinHost == null ? host : twinHost);
                parts.add(twin);
            } else if (words.decal && twinHost != null) {
                parts.add(words.part(group, twinHost.bone, -1, twinHost));
            }
            if (!words.decal) {
                host = part;
                twinHost = twin;
            }
        }
        return parts;
    }

    private static final class Words {
        private final String line;
        private final List<String> words = new ArrayList<>();
        private final Sizes sizes;
        private final Outlines outlines;
        private final String bone;
        private final boolean decal;
        private boolean both;
        private Finish finish = Finish.MATT;
        private double nearer;
        private double roll;
        private Vec turn = Vec.ZERO;
        private Vec scale = new Vec(1, 1, 1);
        private @Nullable String when;
        private List<String> unless = List.of();

        Words(String line, Sizes sizes, Outlines outlines) {
            this.line = line;
            this.sizes = sizes;
            this.outlines = outlines;
            for (var word : line.replace("'", "").strip().split("\\s+", -1)) {
                var colon = word.indexOf(':');
                var key = colon < 0 ? word : word.substring(0, colon);
                var value = word.substring(colon + 1);
                switch (key) {
                    case "both" -> both = true;
                    case "glossy" -> finish = Finish.GLOSSY;
                    case "soft" -> finish = Finish.SOFT;
                    case "glowing" -> finish = Finish.GLOWING;
                    case "near" -> nearer = sizes.value(value);
                    case "turn" -> turn = sizes.vec(value);
                    case "scale" -> scale = sizes.vec(value);
                    case "roll" -> roll = sizes.value(value);
                    case "if" -> when = value;
                    case "unless" -> unless = List.of(value.split(",", -1));
                    default -> words.add(word);
                }
            }
            bone = words.getFirst();
            decal = switch (words.get(1)) {
                case "mark", "eye", "pupil", "brow", "mouth" -> true;
                default -> false;
            };
        }

        RigPart part(String group, String boneName, int side, @Nullable RigPart host) {
            try {
                if (decal) {
                    if (host == null) {
                        throw bad("a solid in a line before");
                    }
                    return decal(group, boneName, side, host);
                }
                var rest = side > 0
                        ? Turn.degrees(turn.x(), turn.y(), turn.z())
                        : Turn.degrees(turn.x(), -turn.y(), -turn.z());
                var placed = at(2, side);
                Solid solid;
                switch (words.get(1)) {
                    case "ball" -> {
                        var r = sizes.vec(words.get(3));
                        solid = new Solid.Ball(r.x(), r.y(), r.z());
                    }
                    case "limb" -> {
                        var end = at(3, side).minus(placed);
                        var start = sizes.value(words.get(4));
                        solid = new Solid.Limb(
                                Vec.ZERO, end, start, words.size() > 6 ? sizes.value(words.get(5)) : start);
                    }
                    case "block" -> {
                        var s = sizes.vec(words.get(3));
                        solid = new Solid.Block(s.x(), s.y(), s.z());
                    }
                    case "taper" -> {
                        var top = words.get(4).split(",", -1);
                        solid = Solid.Facets.tapered(
                                sizes.vec(words.get(3)),
                                sizes.value(top[0]),
                                sizes.value(top[1]),
                                top.length > 2 ? sizes.value(top[2]) : 0);
                    }
                    case "cut" -> solid = Solid.Facets.cut(rings(4), Integer.parseInt(words.get(3)));
                    case "turned" -> solid = new Solid.Turned(rings(3));
                    case "plate" -> {
                        var s = sizes.vec(words.get(3));
                        var outline = Outlines.turned(outlines.shape(words.get(4), s.x(), s.y()), roll);
                        solid = new Solid.Plate(mirrored(outline, side), s.z());
                    }
                    default ->
                        throw bad("ball, limb, block, taper, cut, turned, plate, mark, eye, pupil, brow or mouth");
                }
                var turned = rest.placement();
                var local = new Placement(
                        turned.right().times(scale.x()),
                        turned.up().times(scale.y()),
                        turned.depth().times(scale.z()),
                        placed);
                return new RigPart(boneName, group, solid, local, words.getLast(), finish, nearer, when, unless, null);
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw bad("more words, see the guide to the cast");
            }
        }

        private List<Solid.Ring> rings(int from) {
            var rings = new ArrayList<Solid.Ring>();
            for (var ring : words.subList(from, words.size() - 1)) {
                var colon = ring.indexOf(':');
                rings.add(
                        new Solid.Ring(sizes.value(ring.substring(0, colon)), sizes.value(ring.substring(colon + 1))));
            }
            return rings;
        }

        private RigPart decal(String group, String boneName, int side, RigPart host) {
            var mark = words.get(1).equals("mark");
            var at = words.get(mark ? 3 : 2).split(",", -1);
            var faced = at.length == 3;
            var across = sizes.value(at[faced ? 1 : 0]);
            var upward = sizes.value(at[faced ? 2 : 1]);
            var limb = host.solid instanceof Solid.Limb;
            var face = faced ? at[0] : "";
            if (side < 0) {
                across = limb ? across : -across;
                upward = limb ? -upward : upward;
                face = switch (face) {
                    case "left" -> "right";
                    case "right" -> "left";
                    default -> face;
                };
            }
            var spot = new Surface(host.solid, across, upward, face);
            var size = words.get(mark ? 4 : 3).split(",", -1);
            var width = sizes.value(size[0]);
            var height = size.length > 1 ? sizes.value(size[1]) : width;
            var outline = outlines.shape(mark ? words.get(2) : "oval", width, height);
            outline = mirrored(Outlines.turned(outline, roll), side);
            var feature = mark
                    ? null
                    : new Feature(
                            switch (words.get(1)) {
                                case "eye" -> Organ.EYE;
                                case "pupil" -> Organ.PUPIL;
                                case "brow" -> Organ.BROW;
                                default -> Organ.MOUTH;
                            },
                            spot,
                            outline,
                            width,
                            height,
                            side);
            return new RigPart(
                    boneName,
                    group,
                    new Solid.Plate(spot.wrap(outline), 0),
                    host.local,
                    words.getLast(),
                    Finish.DECAL,
                    0,
                    when == null ? host.when : when,
                    unless.isEmpty() ? host.unless : unless,
                    feature);
        }

        private Vec at(int index, int side) {
            var v = sizes.vec(words.get(index));
            return side > 0 ? v : new Vec(-v.x(), v.y(), v.z());
        }

        private static List<Vec> mirrored(List<Vec> outline, int side) {
            return side > 0
                    ? outline
                    : outline.stream().map(p -> new Vec(-p.x(), p.y(), p.z())).toList();
        }

        private ShotwrightException bad(String accepted) {
            return new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT, "parts", "parts has '%s'; accepted is %s".formatted(line, accepted));
        }
    }
}
