package dev.shotwright.world.stage;

import dev.shotwright.world.scene.Angle;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.space.CameraPose;
import dev.shotwright.world.space.Vec;
import org.jspecify.annotations.Nullable;

/**
 * How a shot is framed before any movement: what the camera looks at, from where, and through which lens.
 *
 * @param target the point in the middle of the frame
 * @param distance from the camera to it, in metres
 * @param elevation by how much the camera looks down on it, in radians
 * @param azimuth from which side, in radians; 0 is from the audience, positive from its right
 * @param height metres that the frame spans at the target
 */
record Framing(
        Vec target, double distance, double elevation, double azimuth, double focal, double height, double aspect) {

    double width() {
        return height * aspect;
    }

    Vec camera() {
        return target.plus(away().times(distance));
    }

    /** The direction from the target to the camera. */
    Vec away() {
        var flat = StrictMath.cos(elevation);
        return new Vec(flat * StrictMath.sin(azimuth), StrictMath.sin(elevation), -flat * StrictMath.cos(azimuth));
    }

    CameraPose pose() {
        return new CameraPose(camera(), -azimuth, -elevation, 0, focal);
    }

    /** Half the width of what is seen in a plane at that depth, in metres. */
    double halfWidthAt(double z) {
        var depth = distance + (z - target.z()) * StrictMath.cos(elevation);
        return Math.max(0.2, depth) * aspect / (2 * focal);
    }

    /** What the shot shows, so that the frame can hold it. */
    record Subject(
            Extent whole,
            Extent main,
            double tall,
            boolean person,
            boolean deep,
            boolean landscape,
            double roam,
            double side) {}

    static Framing of(Subject subject, ShotSize size, Angle angle, double aspect) {
        var whole = subject.whole();
        var main = subject.main();
        var close = subject.person() ? portrait(subject, size, aspect) : null;
        var height = switch (size) {
            case EXTREME_CLOSE_UP -> 0.5 * span(main, aspect, 1);
            case CLOSE_UP -> 0.85 * span(main, aspect, 1);
            case MEDIUM_CLOSE_UP -> 1.05 * span(main, aspect, 1);
            case MEDIUM -> 1.18 * span(main, aspect, 1);
            case FULL -> 1.42 * span(whole, aspect, 0.86);
            case WIDE -> 2.4 * span(whole, aspect, 0.8);
            case EXTREME_WIDE -> 5.2 * span(whole, aspect, 0.75);
        };
        var target = size == ShotSize.FULL || size == ShotSize.WIDE || size == ShotSize.EXTREME_WIDE
                ? whole.centre()
                : main.centre();
        if (close != null) {
            height = close.height();
            target = new Vec(
                    main.centre().x() + subject.side() / 2,
                    close.middle(),
                    main.centre().z());
            if (subject.side() == 0 && height > 0.5 * whole.width() / aspect && size != ShotSize.EXTREME_CLOSE_UP) {
                target = new Vec(whole.centre().x(), target.y(), whole.centre().z());
            }
        } else if (height > 3 * whole.height() && size != ShotSize.EXTREME_CLOSE_UP) {
            target = target.plus(new Vec(0, 0.06 * height, 0));
        } else {
            target = target.plus(new Vec(0, 0.02 * height, 0));
        }
        if (subject.roam() > 0) {
            height = Math.max(height, Math.min(subject.roam() / aspect, 2.1 * height));
        }
        var focal = switch (size) {
            case EXTREME_CLOSE_UP, CLOSE_UP -> 2.1;
            case MEDIUM_CLOSE_UP, MEDIUM -> 1.7;
            case FULL -> 1.4;
            case WIDE -> 1.1;
            case EXTREME_WIDE -> 0.9;
        };
        var distance = height * focal + (close == null ? whole.depth() * 0.35 : 0);
        var elevation = elevation(subject, angle, close != null, distance, target, height);
        var azimuth = angle == Angle.OBLIQUE ? -0.5 : 0;
        return new Framing(target, distance, elevation, azimuth, focal, height, aspect);
    }

    private static double span(Extent extent, double aspect, double margin) {
        return Math.max(0.02, Math.max(extent.height(), margin * extent.width() / aspect));
    }

    private record Portrait(double height, double middle) {}

    private static @Nullable Portrait portrait(Subject subject, ShotSize size, double aspect) {
        var tall = subject.tall();
        var foot = subject.main().low().y();
        var share = switch (size) {
            case EXTREME_CLOSE_UP -> 0.17;
            case CLOSE_UP -> 0.32;
            case MEDIUM_CLOSE_UP -> 0.44;
            case MEDIUM -> 0.6;
            case FULL, WIDE, EXTREME_WIDE -> 0;
        };
        if (share == 0) {
            return null;
        }
        var shoulders = size == ShotSize.EXTREME_CLOSE_UP ? 0.13 : 0.3;
        var pair = subject.side() == 0 ? 0 : (Math.abs(subject.side()) + 0.42) / aspect;
        var wide = size == ShotSize.EXTREME_CLOSE_UP
                ? 0
                : Math.max(pair, 0.55 * subject.whole().width() / aspect);
        var height = Math.max(
                tall * Math.max(share, shoulders / aspect),
                Math.min(wide, tall * (size == ShotSize.CLOSE_UP ? 0.95 : 1.4)));
        var top = foot + tall * (size == ShotSize.EXTREME_CLOSE_UP ? 1.0 : 1.03) + 0.06 * height;
        return new Portrait(height, Math.max(foot + tall * 0.45, top - height / 2));
    }

    private static double elevation(
            Subject subject, Angle angle, boolean close, double distance, Vec target, double height) {
        return switch (angle) {
            case HIGH -> 0.6;
            case LOW -> Math.max(-0.3, -StrictMath.asin(Ease.clamp((target.y() - 0.08 * height) / distance, -1, 1)));
            case OVERHEAD -> 1.35;
            case OBLIQUE -> 0.38;
            case EYE_LEVEL, FIRST_PERSON -> {
                if (close) {
                    yield 0.04;
                }
                if (subject.landscape()) {
                    var eye = Math.max(1.6, 0.16 * height);
                    yield StrictMath.asin(Ease.clamp((eye - target.y()) / distance, -0.35, 0.3));
                }
                yield subject.deep() ? 0.3 : subject.person() ? 0.13 : 0.2;
            }
        };
    }
}
