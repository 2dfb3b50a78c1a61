package dev.shotwright.world.stage;

/** Curves of motion, from 0 at the start to 1 at the end. */
final class Ease {

    private Ease() {}

    static double clamp(double t) {
        return Math.min(1, Math.max(0, t));
    }

    static double clamp(double value, double low, double high) {
        return Math.min(high, Math.max(low, value));
    }

    static double mix(double from, double to, double t) {
        return from + (to - from) * t;
    }

    /** How far {@code time} is between two moments, 0 to 1. */
    static double between(double from, double to, double time) {
        return to <= from ? (time < from ? 0 : 1) : clamp((time - from) / (to - from));
    }

    /** Slow at both ends. */
    static double smooth(double t) {
        var u = clamp(t);
        return u * u * (3 - 2 * u);
    }

    /** Even speed with soft ends, each taking the share {@code soft} of the time, above 0 and up to a half. */
    static double glide(double t, double soft) {
        var u = clamp(t);
        var speed = 1 / (1 - soft);
        if (u < soft) {
            return speed * u * u / (2 * soft);
        }
        if (u > 1 - soft) {
            return 1 - speed * (1 - u) * (1 - u) / (2 * soft);
        }
        return speed * (u - soft / 2);
    }

    /** The angle between two angles along the shorter way round, in radians. */
    static double turn(double from, double to, double t) {
        var difference = StrictMath.IEEEremainder(to - from, 2 * StrictMath.PI);
        return from + difference * t;
    }
}
