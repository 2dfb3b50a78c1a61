package dev.shotwright.world.figure;

import dev.shotwright.world.space.Vec;

/** Values at rising times from 0 to 1, eased from one to the next. */
final class Track {
    private final double[] times;
    private final Vec[] values;
    private final Pace pace;

    private enum Pace {
        EASED,
        EVEN
    }

    private Track(double[] times, Vec[] values, Pace pace) {
        this.times = times;
        this.values = values;
        this.pace = pace;
    }

    /**
     * Reads {@code 0:10 50:-10}, times in percent; a value alone holds always. A value is one number or three. After the word
     * {@code linear} the pace between two keys is even.
     */
    static Track parse(String text) {
        var pace = text.startsWith("linear") ? Pace.EVEN : Pace.EASED;
        var keys = text.replace("linear", "").strip().split("\\s+", -1);
        var times = new double[keys.length];
        var values = new Vec[keys.length];
        for (var i = 0; i < keys.length; i++) {
            var colon = keys[i].indexOf(':');
            times[i] = colon < 0 ? 0 : Double.parseDouble(keys[i].substring(0, colon)) / 100;
            var numbers = keys[i].substring(colon + 1).split(",", -1);
            values[i] = numbers.length == 1
                    ? new Vec(Double.parseDouble(numbers[0]), 0, 0)
                    : new Vec(
                            Double.parseDouble(numbers[0]),
                            Double.parseDouble(numbers[1]),
                            Double.parseDouble(numbers[2]));
        }
        return new Track(times, values, pace);
    }

    /** The value in a cycle, where the last key leads back to the first. */
    Vec cyclic(double time) {
        var last = times.length - 1;
        if (last == 0) {
            return values[0];
        }
        var t = time - Math.floor(time);
        var next = next(t);
        if (next == 0 || next > last) {
            var gap = times[0] + 1 - times[last];
            var into = next == 0 ? t + 1 - times[last] : t - times[last];
            return gap <= 0 ? values[0] : values[last].towards(values[0], paced(into / gap));
        }
        return between(next, t);
    }

    /** The value on the way from start to end, held before the first key and after the last. */
    Vec once(double t) {
        var next = next(t);
        return next == 0 ? values[0] : next == times.length ? values[next - 1] : between(next, t);
    }

    private int next(double t) {
        var next = 0;
        while (next < times.length && times[next] <= t) {
            next++;
        }
        return next;
    }

    private Vec between(int next, double t) {
        return values[next - 1].towards(values[next], paced((t - times[next - 1]) / (times[next] - times[next - 1])));
    }

    private double paced(double t) {
        return pace == Pace.EVEN ? t : ease(t);
    }

    static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
