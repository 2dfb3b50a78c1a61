package dev.shotwright.world.paint;

import java.util.HashMap;
import java.util.Map;

/** Transparent paints: what a pigment lets through of white light, by how much of it lies on the paper. */
final class Pigments {
    /** Steps of density; a density of {@code FULL} shows the pigment's own colour, more is darker. */
    static final int STEPS = 96;

    static final int FULL = 56;
    private static final int MOST_KEPT = 512;

    private final Map<Integer, int[]> glasses = new HashMap<>();

    /** The glass colour for each step of density. */
    int[] glass(int colour) {
        if (glasses.size() > MOST_KEPT) {
            glasses.clear();
        }
        return glasses.computeIfAbsent(colour & 0xffffff, Pigments::mixed);
    }

    private static int[] mixed(int colour) {
        var red = step(Rgb.red(colour));
        var green = step(Rgb.green(colour));
        var blue = step(Rgb.blue(colour));
        var glass = new int[STEPS];
        double r = 255;
        double g = 255;
        double b = 255;
        for (var i = 0; i < STEPS; i++) {
            glass[i] = Rgb.of(r, g, b);
            r *= red;
            g *= green;
            b *= blue;
        }
        return glass;
    }

    private static double step(int channel) {
        return StrictMath.pow(Math.max(6, channel) / 255.0, 1.0 / FULL);
    }
}
