package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The named flat shapes, each within a square of side 1 about the origin, from which plates and decals are cut. */
final class Outlines {
    private static final int PER_CURVE = 4;

    private final Map<String, List<Vec>> shapes = new LinkedHashMap<>();

    /** Points {@code x,y}; a text that begins with {@code curve} is rounded through its points. */
    Outlines(Map<String, String> texts) {
        texts.forEach((name, text) -> {
            var curved = text.startsWith("curve");
            var points = Arrays.stream(text.replace("curve", "").strip().split("\\s+", -1))
                    .map(pair -> pair.split(",", -1))
                    .map(xy -> new Vec(Double.parseDouble(xy[0]), Double.parseDouble(xy[1]), 0))
                    .toList();
            shapes.put(name, curved ? rounded(points) : points);
        });
    }

    List<Vec> shape(String name, double width, double height) {
        var shape = shapes.get(name);
        if (shape == null) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    "outline",
                    "outline is '%s'; accepted are %s".formatted(name, shapes.keySet()));
        }
        return sized(shape, width, height);
    }

    static List<Vec> sized(List<Vec> shape, double width, double height) {
        return shape.stream()
                .map(p -> new Vec(p.x() * width, p.y() * height, 0))
                .toList();
    }

    /** A band along a bent line: a mouth, an eyebrow. Bend lifts its ends, open parts its middle. */
    static List<Vec> band(double width, double thickness, double bend, double open) {
        var points = new ArrayList<Vec>();
        var steps = 8;
        for (var side = 1; side >= -1; side -= 2) {
            for (var i = 0; i <= steps; i++) {
                var t = (i * 2.0 / steps - 1) * side;
                var middle = 1 - t * t;
                var lift = bend * (t * t - 0.5);
                var half = thickness * (0.35 + 0.65 * Math.sqrt(middle)) / 2
                        + (side > 0 ? 0.25 : 0.75) * open * Math.sqrt(middle);
                points.add(new Vec(t * width / 2, lift + side * half, 0));
            }
        }
        return points;
    }

    static List<Vec> turned(List<Vec> outline, double degrees) {
        if (degrees == 0) {
            return outline;
        }
        var turn = Turn.degrees(0, 0, degrees);
        return outline.stream().map(turn::apply).toList();
    }

    private static List<Vec> rounded(List<Vec> points) {
        var result = new ArrayList<Vec>(points.size() * PER_CURVE);
        var count = points.size();
        for (var i = 0; i < count; i++) {
            var a = points.get((i + count - 1) % count);
            var b = points.get(i);
            var c = points.get((i + 1) % count);
            var d = points.get((i + 2) % count);
            for (var step = 0; step < PER_CURVE; step++) {
                var t = step / (double) PER_CURVE;
                result.add(b.times(2)
                        .plus(c.minus(a).times(t))
                        .plus(a.times(2)
                                .minus(b.times(5))
                                .plus(c.times(4))
                                .minus(d)
                                .times(t * t))
                        .plus(b.times(3).minus(a).minus(c.times(3)).plus(d).times(t * t * t))
                        .times(0.5));
            }
        }
        return result;
    }
}
