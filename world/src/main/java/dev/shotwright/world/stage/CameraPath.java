package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.CameraPose;
import dev.shotwright.world.space.Vec;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The camera's way through a shot: a framing and the moves upon it, each a film term with its meaning. Moves at the same
 * time add up, moves in sequence go on where the one before ended.
 */
final class CameraPath {

    /*
     * A pose is composed of a target that may be followed, the direction and distance from it (orbit, dolly, crane), a
     * carry across the line of sight (truck, pedestal), and the turn of the head (pan, tilt, roll) with the lens (zoom).
     * Pan, tilt, truck and pedestal are laid out about the framing, so that half of the way lies on each side of it and the
     * subject stays in the picture.
     */
    private static final double SOFT = 0.16;

    private final Framing framing;
    private final List<Scene.Camera> moves;
    private final long seed;
    private final double seconds;
    private final @Nullable Performer followed;
    private final double centreYaw;
    private final double centrePitch;
    private final double centreTruck;
    private final double centrePedestal;
    private final double centreOrbit;
    private final double startZoom;
    private final double startDolly;
    private final double floor;
    private final double stride;

    /**
     * @param followed the performer that a follow keeps framed
     * @param still whether the places of the subjects with respect to each other must be read from the front
     * @param stride how much further pans and trucks go than usual, to keep up with one who goes along; usually 1
     * @param floor below which the camera does not go, in metres
     */
    CameraPath(
            Framing framing,
            List<Scene.Camera> moves,
            double seconds,
            @Nullable Performer followed,
            Still still,
            double stride,
            double floor,
            long seed) {
        this.framing = framing;
        this.moves = moves;
        this.seconds = seconds;
        this.followed = followed;
        this.floor = floor;
        this.stride = stride;
        this.seed = Noise.seed(seed, "camera");
        centreYaw = centre(this::yaw);
        centrePitch = centre(this::pitch);
        centreTruck = centre(this::truck);
        centrePedestal = centre(this::pedestal);
        centreOrbit = still == Still.FREE ? centre(this::orbit) : 0;
        startZoom = start(this::zoom, 0.3);
        startDolly = start(this::dolly, 0.7);
    }

    /** Whether an orbit may begin from the side. */
    enum Still {
        FREE,
        FRONTAL
    }

    List<Scene.Camera> moves() {
        return moves;
    }

    /** The moves that are under way at a moment; {@code fixed} if there are none. */
    List<CameraWord> words(double time) {
        var words = moves.stream()
                .filter(m -> m.move() != CameraWord.FIXED && time >= m.from() && time <= m.to())
                .map(Scene.Camera::move)
                .distinct()
                .toList();
        return words.isEmpty() ? List.of(CameraWord.FIXED) : words;
    }

    boolean has(CameraWord word) {
        return moves.stream().anyMatch(m -> m.move() == word);
    }

    /** How far the framing's middle shifts across the stage from start to end because of pans and trucks, in metres. */
    double sweep() {
        return truck(seconds) + framing.distance() * yaw(seconds);
    }

    CameraPose pose(double time) {
        var target = framing.target().plus(followed(time));
        var azimuth = framing.azimuth() + orbit(time) - centreOrbit;
        var crane = crane(time);
        var aerial = aerial(time);
        var elevation = Ease.clamp(framing.elevation() + crane * 0.55, -1.4, 1.45);
        var distance = framing.distance() * Math.max(0.12, StrictMath.exp(dolly(time) - startDolly));
        if (aerial != null) {
            elevation = Math.max(elevation, 0.45);
            distance *= aerial;
        }
        var flat = StrictMath.cos(elevation);
        var away = new Vec(flat * StrictMath.sin(azimuth), StrictMath.sin(elevation), -flat * StrictMath.cos(azimuth));
        var side = new Vec(StrictMath.cos(azimuth), 0, StrictMath.sin(azimuth));
        var position = target.plus(away.times(distance))
                .plus(side.times(truck(time) - centreTruck))
                .plus(new Vec(0, pedestal(time) - centrePedestal + 0.18 * crane * framing.height(), 0));
        var yaw = -azimuth + yaw(time) - centreYaw;
        var pitch = -elevation + pitch(time) - centrePitch + 0.12 * crane;
        if (aerial != null) {
            var back = new Vec(-StrictMath.sin(azimuth), 0, StrictMath.cos(azimuth));
            position = target.plus(new Vec(0, framing.height() * 0.9, 0)).plus(back.times(-distance));
            pitch = -StrictMath.atan2(framing.height() * 0.78, framing.distance() * 1.75) + pitch(time) - centrePitch;
        }
        if (position.y() < floor) {
            position = new Vec(position.x(), floor, position.z());
        }
        var shake = shake(time);
        return new CameraPose(
                position.plus(new Vec(
                                0.010 * Noise.fractal(seed, time * 1.1, 2),
                                0.012 * Noise.fractal(seed + 1, time * 1.3, 2),
                                0)
                        .times(shake * framing.height())),
                yaw + 0.011 * shake * Noise.fractal(seed + 2, time * 1.4, 3),
                pitch + 0.010 * shake * Noise.fractal(seed + 3, time * 1.7, 3),
                roll(time) + 0.008 * shake * Noise.fractal(seed + 4, time * 0.9, 2),
                framing.focal() * StrictMath.exp(zoom(time) - startZoom));
    }

    private Vec followed(double time) {
        if (followed == null || !has(CameraWord.FOLLOW)) {
            return Vec.ZERO;
        }
        var sum = Vec.ZERO;
        for (var step = -2; step <= 2; step++) {
            sum = sum.plus(followed.position(Math.max(0, time + 0.12 * step)));
        }
        var way = sum.times(0.2).minus(followed.home().at(0));
        return new Vec(way.x(), 0.6 * way.y(), way.z());
    }

    private double view() {
        return 2 * StrictMath.atan(framing.aspect() / (2 * framing.focal()));
    }

    private double viewUp() {
        return 2 * StrictMath.atan(1 / (2 * framing.focal()));
    }

    /** How far the moves by these two words have led until then, the second counting backwards. */
    private double sum(double time, CameraWord onward, @Nullable CameraWord backward, Way way) {
        var sum = 0.0;
        for (var move : moves) {
            var sign = move.move() == onward ? 1 : move.move() == backward ? -1 : 0;
            if (sign != 0) {
                sum += sign * way.of(move) * Ease.glide(Ease.between(move.from(), move.to(), time), SOFT);
            }
        }
        return sum;
    }

    /** How far a move of about five seconds leads at each speed; longer ones go further, but not as much. */
    private record Way(double slow, double normal, double fast) {

        double of(Scene.Camera move) {
            return of(move.speed()) * Ease.clamp(StrictMath.sqrt((move.to() - move.from()) / 5), 0.6, 1.5);
        }

        double of(Speed speed) {
            return switch (speed) {
                case SLOW -> slow;
                case NORMAL -> normal;
                case FAST -> fast;
            };
        }
    }

    private double yaw(double time) {
        var further = Math.min(1.5, stride);
        return view() * further * sum(time, CameraWord.PAN_RIGHT, CameraWord.PAN_LEFT, new Way(0.4, 0.62, 0.95));
    }

    private double pitch(double time) {
        return viewUp() * sum(time, CameraWord.TILT_UP, CameraWord.TILT_DOWN, new Way(0.4, 0.62, 0.9));
    }

    private double truck(double time) {
        return framing.width()
                * stride
                * sum(time, CameraWord.TRUCK_RIGHT, CameraWord.TRUCK_LEFT, new Way(0.4, 0.6, 0.9));
    }

    private double pedestal(double time) {
        return framing.height() * sum(time, CameraWord.PEDESTAL_UP, CameraWord.PEDESTAL_DOWN, new Way(0.3, 0.5, 0.75));
    }

    private double orbit(double time) {
        var way = new Way(0.7, 1.3, 2.3);
        return sum(time, CameraWord.ORBIT_COUNTERCLOCKWISE, CameraWord.ORBIT_CLOCKWISE, way)
                + sum(time, CameraWord.ORBIT, null, way);
    }

    private double roll(double time) {
        return sum(time, CameraWord.ROLL_CLOCKWISE, CameraWord.ROLL_COUNTERCLOCKWISE, new Way(0.2, 0.42, 0.8));
    }

    /** The logarithm of the change of the focal length. */
    private double zoom(double time) {
        return sum(time, CameraWord.ZOOM_IN, CameraWord.ZOOM_OUT, new Way(0.34, 0.6, 0.95));
    }

    /** The logarithm of the change of the distance. */
    private double dolly(double time) {
        return sum(time, CameraWord.DOLLY_OUT, CameraWord.DOLLY_IN, new Way(0.34, 0.6, 0.95));
    }

    private double crane(double time) {
        var way = new Way(0.6, 1, 1.4);
        var least = Math.min(0, sum(seconds, CameraWord.CRANE_UP, CameraWord.CRANE_DOWN, way));
        return sum(time, CameraWord.CRANE_UP, CameraWord.CRANE_DOWN, way) - least;
    }

    /** The share of the distance that is left in a glide from above; null without one. */
    private @Nullable Double aerial(double time) {
        if (!has(CameraWord.AERIAL_DOLLY)) {
            return null;
        }
        return 2.0 - sum(time, CameraWord.AERIAL_DOLLY, null, new Way(0.5, 0.9, 1.3));
    }

    private double shake(double time) {
        var shake = 0.0;
        for (var move : moves) {
            if (move.move() == CameraWord.HANDHELD) {
                shake += new Way(0.6, 1, 1.7).of(move.speed())
                        * Ease.smooth(Ease.between(move.from() - 0.01, move.from() + 0.3, time))
                        * (move.to() >= seconds - 0.1
                                ? 1
                                : 1 - Ease.smooth(Ease.between(move.to() - 0.3, move.to(), time)));
            }
        }
        return shake;
    }

    /** The middle between the least and the most that is reached. */
    private double centre(DoubleUnaryOperator amount) {
        var least = 0.0;
        var most = 0.0;
        for (var move : moves) {
            for (var time : new double[] {move.from(), move.to()}) {
                least = Math.min(least, amount.applyAsDouble(time));
                most = Math.max(most, amount.applyAsDouble(time));
            }
        }
        return (least + most) / 2;
    }

    /** Where a growing move starts, so that the framing lies at a share of the way. */
    private double start(DoubleUnaryOperator amount, double share) {
        var end = amount.applyAsDouble(seconds);
        return end > 0 ? end * share : end * (1 - share);
    }
}
