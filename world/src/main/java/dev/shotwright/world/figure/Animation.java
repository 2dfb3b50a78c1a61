package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.figure.Pose.Expression;
import dev.shotwright.world.figure.Skeleton.Chain;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A motion bound to a skeleton: it poses the bones for an act. */
final class Animation {
    private final Motion motion;
    private final Skeleton skeleton;
    private final double unit;
    private final double leg;
    private final List<Channel> channels = new ArrayList<>();
    private final Map<String, Goal> goals = new LinkedHashMap<>();
    private final Map<String, Track> reaches = new LinkedHashMap<>();
    private final Map<String, Boolean> loose = new LinkedHashMap<>();

    private enum Kind {
        TURN,
        SHIFT,
        STRETCH,
        FACE
    }

    private record Channel(Kind kind, int target, Vec direction, double delay, Track track) {}

    private record Goal(int bone, int side, double delay, Track track) {}

    Animation(Motion motion, Skeleton skeleton, double unit, double leg) {
        this.motion = motion;
        this.skeleton = skeleton;
        this.unit = unit;
        this.leg = leg;
        motion.tracks().forEach(this::bind);
        for (var chain : skeleton.chains) {
            loose.put(chain.goal(), channels.stream().anyMatch(c -> c.kind == Kind.TURN && c.target == chain.upper()));
        }
        loose.replaceAll((goal, turned) -> turned && !goals.containsKey(goal));
    }

    private void bind(String key, Track track) {
        var mark = key.contains("~") ? "~" : key.contains("/") ? "/" : "";
        for (var side = 1; side >= (mark.isEmpty() ? 1 : -1); side -= 2) {
            var name = mark.isEmpty() ? key : key.replace(mark, side > 0 ? "-r" : "-l");
            var delay = mark.equals("/") && side < 0 ? 0.5 : 0;
            if (name.contains("@")) {
                var goal = name.substring(0, name.indexOf('@'));
                goals.put(goal, new Goal(bone(name.substring(name.indexOf('@') + 1)), side, delay, track));
            } else if (name.endsWith(".reach")) {
                reaches.put(name.substring(0, name.length() - 6), track);
            } else if (name.contains(".")) {
                channel(name, side, delay, track);
            } else {
                channels.add(new Channel(Kind.FACE, expression(name), Vec.ZERO, delay, track));
            }
        }
    }

    private void channel(String name, int side, double delay, Track track) {
        var dot = name.indexOf('.');
        var bone = skeleton.find(name.substring(0, dot));
        if (bone == null) {
            return;
        }
        switch (name.substring(dot + 1)) {
            case "x" -> channels.add(new Channel(Kind.TURN, bone, new Vec(1, 0, 0), delay, track));
            case "y" -> channels.add(new Channel(Kind.TURN, bone, new Vec(0, side, 0), delay, track));
            case "z" -> channels.add(new Channel(Kind.TURN, bone, new Vec(0, 0, side), delay, track));
            case "right" -> channels.add(new Channel(Kind.SHIFT, bone, new Vec(side * unit, 0, 0), delay, track));
            case "up" -> channels.add(new Channel(Kind.SHIFT, bone, new Vec(0, unit, 0), delay, track));
            case "ahead" -> channels.add(new Channel(Kind.SHIFT, bone, new Vec(0, 0, unit), delay, track));
            case "s" -> channels.add(new Channel(Kind.STRETCH, bone, new Vec(1, 1, 1), delay, track));
            case "w" -> channels.add(new Channel(Kind.STRETCH, bone, new Vec(1, 0, 0), delay, track));
            case "h" -> channels.add(new Channel(Kind.STRETCH, bone, new Vec(0, 1, 0), delay, track));
            case "l" -> channels.add(new Channel(Kind.STRETCH, bone, new Vec(0, 0, 1), delay, track));
            default -> throw bad(name, "x, y, z, right, up, ahead, s, w, h or l after the bone");
        }
    }

    private int bone(String name) {
        var found = skeleton.find(name);
        return found == null ? 0 : found;
    }

    private static final Expression[] EXPRESSIONS = Expression.values();

    private int expression(String name) {
        for (var i = 0; i < EXPRESSIONS.length; i++) {
            if (EXPRESSIONS[i].name().toLowerCase(Locale.ROOT).equals(name)) {
                return i;
            }
        }
        throw bad(name, "a channel of a bone, a goal with @, or one of the face");
    }

    private ShotwrightException bad(String name, String accepted) {
        return new ShotwrightException(
                ErrorCode.MALFORMED_DOCUMENT,
                motion.name(),
                "%s has channel '%s'; accepted is %s".formatted(motion.name(), name, accepted));
    }

    /** Adds the motion's channels to a pose, without feet and hands. */
    void add(Pose pose, double[][] degrees, Act act, double shift) {
        var time = motion.time(act, leg) + shift;
        for (var channel : channels) {
            var value = motion.value(channel.track, time + channel.delay).x();
            switch (channel.kind) {
                case TURN -> {
                    degrees[channel.target][0] += channel.direction.x() * value;
                    degrees[channel.target][1] += channel.direction.y() * value;
                    degrees[channel.target][2] += channel.direction.z() * value;
                }
                case SHIFT ->
                    pose.shifts[channel.target] = pose.shifts[channel.target].plus(channel.direction.times(value));
                case STRETCH ->
                    pose.stretches[channel.target] =
                            pose.stretches[channel.target].plus(channel.direction.times(value - 1));
                case FACE -> pose.face.merge(EXPRESSIONS[channel.target], value, Double::sum);
            }
        }
    }

    /** Puts feet and hands where the motion wants them, and turns the head to the gaze. */
    void settle(Pose pose, Act act, List<Placement> rest) {
        var placements = pose.placements(skeleton).toArray(Placement[]::new);
        var time = motion.time(act, leg);
        var gait = motion.gait();
        for (var chain : skeleton.chains) {
            var goal = goals.get(chain.goal());
            if (chain.toe() != null) {
                var phase = gait == null ? null : gait.phases().get(chain.goal());
                if (gait != null && phase != null) {
                    step(pose, placements, chain, gait, time - phase, rest);
                } else if (goal != null || !Boolean.TRUE.equals(loose.get(chain.goal()))) {
                    var offset = goal == null ? Vec.ZERO : offset(goal, time);
                    plant(pose, placements, chain, offset, 0, rest);
                }
            } else {
                if (goal != null) {
                    put(pose, placements, chain, placements[goal.bone].point(offset(goal, time)), 1);
                }
                var reach = act.reach();
                var weight = weight(chain, reach, goal, time);
                if (reach != null && weight > 0) {
                    put(pose, placements, chain, reach, weight);
                }
            }
        }
        var head = skeleton.find("head");
        if (act.gaze() != null && head != null) {
            look(pose, placements, head, act.gaze());
        }
    }

    private double weight(Chain chain, @Nullable Vec reach, @Nullable Goal goal, double time) {
        var track = reaches.get(chain.goal());
        if (track != null) {
            return motion.value(track, time).x();
        }
        return reach != null
                        && reaches.isEmpty()
                        && goal == null
                        && chain.goal().equals("hand-r")
                ? 1
                : 0;
    }

    private Vec offset(Goal goal, double time) {
        var v = motion.value(goal.track, time + goal.delay).times(unit);
        return new Vec(v.x() * goal.side, v.y(), v.z());
    }

    /** A foot on its way: on the ground it stays where it was put down while the body moves on. */
    private void step(
            Pose pose, Placement[] placements, Chain chain, Motion.Gait gait, double time, List<Placement> rest) {
        var t = time - Math.floor(time);
        var span = motion.length() * leg * gait.duty();
        double ahead;
        double lifted = 0;
        double roll = 0;
        if (t < gait.duty()) {
            var s = t / gait.duty();
            ahead = span * (0.5 - s);
            roll = s > 0.6 ? gait.roll() * Track.ease((s - 0.6) / 0.4) : 0;
        } else {
            var s = (t - gait.duty()) / (1 - gait.duty());
            ahead = span * (Track.ease(s) - 0.5);
            lifted = gait.lift() * leg * StrictMath.pow(StrictMath.sin(Math.PI * s), 1.2);
            roll = s < 0.55
                    ? gait.roll() * (1 - Track.ease(s / 0.55)) - gait.roll() * 0.3 * Track.ease(s / 0.55)
                    : -gait.roll() * 0.3 * (1 - Track.ease((s - 0.55) / 0.45));
        }
        plant(pose, placements, chain, new Vec(0, lifted, ahead), roll, rest);
    }

    /** Puts the toe at an offset from where it rests, with the end bone held level and then rolled about the toe. */
    private void plant(Pose pose, Placement[] placements, Chain chain, Vec offset, double roll, List<Placement> rest) {
        var toe = chain.toe() == null ? Vec.ZERO : chain.toe();
        var turn = Turn.degrees(roll, 0, 0);
        var level = rest.get(chain.end());
        var spot = level.point(toe).plus(offset);
        var ankle = spot.plus(turn.apply(level.origin().minus(level.point(toe))));
        put(pose, placements, chain, placements[0].point(ankle), 1);
        var lower = facing(pose, chain.lower());
        var wanted = facing(pose, 0).then(turn).then(facing(new Pose(pose.turns.length), chain.end()));
        var bone = skeleton.bones.get(chain.end());
        pose.turns[chain.end()] =
                bone.rest().back().then(lower.back()).then(wanted).then(pose.turns[chain.end()]);
        pose.place(skeleton, chain.end(), placements);
    }

    /** Two-bone inverse kinematics: the triangle of the two lengths in the plane of the pole. */
    private void put(Pose pose, Placement[] placements, Chain chain, Vec target, double weight) {
        var start = placements[chain.upper()].origin();
        var a = placements[chain.lower()].origin().minus(start).length();
        var b = placements[chain.end()]
                .origin()
                .minus(placements[chain.lower()].origin())
                .length();
        var line = target.minus(start);
        var distance = Math.clamp(line.length(), Math.abs(a - b) * 1.02 + 1e-6, (a + b) * 0.9995);
        var along = line.unit();
        var pole = placements[0].direction(chain.pole());
        var side = pole.minus(along.times(along.dot(pole))).unit();
        var cosine = (a * a + distance * distance - b * b) / (2 * a * distance);
        var joint =
                start.plus(along.times(a * cosine)).plus(side.times(a * Math.sqrt(Math.max(0, 1 - cosine * cosine))));
        aim(pose, placements, chain.upper(), chain.lower(), joint, weight);
        pose.place(skeleton, chain.lower(), placements);
        aim(pose, placements, chain.lower(), chain.end(), start.plus(along.times(distance)), weight);
        pose.place(skeleton, chain.end(), placements);
    }

    private void aim(Pose pose, Placement[] placements, int bone, int child, Vec at, double weight) {
        var rest = skeleton.bones.get(bone);
        var parent = facing(pose, rest.parent()).then(rest.rest());
        var wanted = parent.back().apply(at.minus(placements[bone].origin()));
        var points = skeleton.bones.get(child).at();
        var turn = Turn.between(points, wanted);
        pose.turns[bone] = weight >= 1 ? turn : pose.turns[bone].towards(turn, weight);
        pose.place(skeleton, bone, placements);
        pose.place(skeleton, child, placements);
    }

    private void look(Pose pose, Placement[] placements, int head, Vec gaze) {
        var local = facing(pose, skeleton.bones.get(head).parent())
                .then(skeleton.bones.get(head).rest())
                .back()
                .apply(gaze.minus(placements[head].origin()));
        var flat = StrictMath.hypot(local.x(), local.z());
        var yaw = Math.clamp(StrictMath.toDegrees(StrictMath.atan2(local.x(), local.z())), -65, 65);
        var pitch = Math.clamp(-StrictMath.toDegrees(StrictMath.atan2(local.y(), flat)), -35, 35);
        pose.turns[head] = Turn.degrees(pitch, yaw, 0).then(pose.turns[head]);
    }

    /** How a bone is turned in the figure's space. */
    private Turn facing(Pose pose, int bone) {
        var turn = Turn.NONE;
        for (var i = bone; i >= 0; i = skeleton.bones.get(i).parent()) {
            turn = skeleton.bones.get(i).rest().then(pose.turns[i]).then(turn);
        }
        return turn;
    }
}
