package dev.shotwright.world.stage;

/** Seeded randomness that can be asked at any place: the same answer for the same question, in any order. */
final class Noise {

    private Noise() {}

    /** A number from 0 to below 1 that belongs to a whole number. */
    static double at(long seed, long i) {
        return (mix(seed * 0x9E3779B97F4A7C15L + i * 0xD1B54A32D192ED03L) >>> 11) * 0x1p-53;
    }

    /** A number from 0 to below 1 that belongs to a cell. */
    static double at(long seed, long i, long j) {
        return at(mix(seed + 0x632BE59BD9B4E019L * i), j);
    }

    /** A seed for a part of the work that has a name. */
    static long seed(long seed, String name) {
        var result = seed;
        for (var i = 0; i < name.length(); i++) {
            result = mix(result * 31 + name.charAt(i));
        }
        return mix(result + name.length());
    }

    /** A smooth curve between -1 and 1 with about one turn per unit. */
    static double curve(long seed, double x) {
        var i = (long) Math.floor(x);
        return 2 * Ease.mix(at(seed, i), at(seed, i + 1), Ease.smooth(x - i)) - 1;
    }

    /** A curve with finer and finer turns, between about -1 and 1. */
    static double fractal(long seed, double x, int octaves) {
        var sum = 0.0;
        var share = 0.55;
        var frequency = 1.0;
        for (var octave = 0; octave < octaves; octave++) {
            sum += share * curve(seed + octave, x * frequency);
            share *= 0.5;
            frequency *= 2.1;
        }
        return sum;
    }

    private static long mix(long value) {
        var z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
