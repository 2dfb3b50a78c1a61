package dev.shotwright.world.stage;

import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Vec;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A far range all around the stage: mountains, a forest's edge or a skyline, cut out against the sky at its true distance. */
final class Horizon {
    private static final int STEPS = 360;

    private final String name;
    private final double distance;
    private final double reach;
    private final boolean near;
    private final int colour;
    private final int cap;
    private final Daylight daylight;
    private final List<List<Vec>> slices = new ArrayList<>();
    private final List<List<Vec>> caps = new ArrayList<>();
    private final List<List<Vec>> windows = new ArrayList<>();

    /** @param reach by how much the stage is larger than that of a person; the range moves away and grows with it */
    Horizon(Place.Range range, int index, Daylight daylight, double reach, long seed) {
        name = "far-" + index;
        this.reach = reach;
        distance = range.distance() * reach;
        near = range.distance() < 100;
        colour = Tone.parse(range.colour());
        cap = range.cap() == null ? colour : Tone.parse(range.cap());
        this.daylight = daylight;
        var noise = Noise.seed(seed, name);
        var height = range.height() * reach;
        switch (range.shape()) {
            case SKYLINE, ROOFS -> blocks(range.shape(), height, noise);
            case PANELS -> panels(height);
            case MOUNTAINS, HILLS, TREES, FIRS, DUNES, REEDS -> ridge(range, height, noise);
            case STANDS -> {
                ridge(range, height, noise);
                crowd(height, noise);
            }
        }
    }

    /** Whether one sees where it stands on the ground. */
    boolean near() {
        return near;
    }

    double distance() {
        return distance;
    }

    private void ridge(Place.Range range, double height, long noise) {
        var steps = range.shape() == Place.Shape.FIRS || range.shape() == Place.Shape.REEDS ? 2 * STEPS : STEPS;
        for (var i = 0; i < steps; i++) {
            var a = 2 * StrictMath.PI * i / steps;
            var b = 2 * StrictMath.PI * (i + 1) / steps;
            var h = height * profile(range.shape(), noise, i, steps);
            var k = height * profile(range.shape(), noise, (i + 1) % steps, steps);
            slices.add(List.of(at(a, 0), at(a, h), at(b, k), at(b, 0)));
            if (range.cap() != null
                    && range.shape() == Place.Shape.MOUNTAINS
                    && (h > 0.5 * height || k > 0.5 * height)) {
                var low = height * (0.46 + 0.07 * Noise.curve(noise + 7, i * 0.9));
                var next = height * (0.46 + 0.07 * Noise.curve(noise + 7, (i + 1) * 0.9));
                caps.add(List.of(at(a, Math.min(h, low)), at(a, h), at(b, k), at(b, Math.min(k, next))));
            }
        }
    }

    private static double profile(Place.Shape shape, long noise, int i, int steps) {
        var turn = (double) i / steps;
        return switch (shape) {
            case MOUNTAINS -> 0.15 + 0.85 * (1 - Math.abs(loop(noise, turn, 13, 4)));
            case HILLS -> 0.5 + 0.5 * loop(noise, turn, 9, 2);
            case DUNES -> 0.35 + 0.6 * Math.abs(loop(noise, turn, 11, 1));
            case TREES -> 0.6 + 0.22 * loop(noise, turn, 60, 2) + 0.18 * Math.abs(StrictMath.sin(turn * STEPS * 1.1));
            case FIRS -> (i % 2 == 0 ? 0.5 : 0.78 + 0.22 * Noise.at(noise, i)) + 0.15 * loop(noise, turn, 20, 1);
            case REEDS -> i % 2 == 0 ? 0.15 : 0.25 + 0.75 * Noise.at(noise, i) * (0.5 + 0.5 * loop(noise, turn, 20, 1));
            case STANDS -> 1 + 0.08 * (i % 12 == 0 ? 1 : 0);
            case SKYLINE, ROOFS, PANELS -> 1;
        };
    }

    /** Noise that closes after one turn. */
    private static double loop(long noise, double turn, int periods, int octaves) {
        var x = turn * periods;
        var here = Noise.fractal(noise, x, octaves);
        var blend = Ease.smooth((turn - 0.9) / 0.1);
        return blend == 0 ? here : Ease.mix(here, Noise.fractal(noise, x - periods, octaves), blend);
    }

    private void blocks(Place.Shape shape, double height, long noise) {
        var a = 0.0;
        for (var i = 0; a < 2 * StrictMath.PI; i++) {
            var wide = (shape == Place.Shape.ROOFS ? 0.16 : 0.05) * (0.6 + 0.9 * Noise.at(noise, i, 1));
            var tall = height * (0.3 + 0.7 * StrictMath.pow(Noise.at(noise, i, 2), 1.6));
            var b = a + wide;
            if (shape == Place.Shape.ROOFS) {
                tall = height * (0.7 + 0.3 * Noise.at(noise, i, 2));
                var middle = (a + b) / 2;
                slices.add(List.of(at(a, 0), at(a, tall * 0.6), at(b, tall * 0.6), at(b, 0)));
                slices.add(List.of(
                        at(a - 0.02, tall * 0.6),
                        at(a + wide * 0.2, tall * 0.8),
                        at(middle - wide * 0.2, tall),
                        at(middle + wide * 0.2, tall),
                        at(b - wide * 0.2, tall * 0.8),
                        at(b + 0.02, tall * 0.6)));
            } else {
                slices.add(List.of(at(a, 0), at(a, tall), at(b, tall), at(b, 0)));
                var rows = Math.min(14, (int) (tall / height * 14));
                for (var row = 0; row < rows; row++) {
                    for (var column = 0; column < 3; column++) {
                        if (Noise.at(noise, i * 100L + row, column + 5) < 0.45) {
                            var from = a + wide * (0.14 + column * 0.27);
                            var to = from + wide * 0.16;
                            var low = tall * (row + 0.35) / rows;
                            var high = tall * (row + 0.75) / rows;
                            windows.add(List.of(at(from, low), at(from, high), at(to, high), at(to, low)));
                        }
                    }
                }
            }
            a = b + (Noise.at(noise, i, 3) < 0.3 ? wide * 0.4 : 0);
        }
    }

    /** Rows of people in the stands of a stadium. */
    private void crowd(double height, long noise) {
        for (var row = 0; row < 9; row++) {
            var low = height * (0.18 + 0.085 * row);
            for (var seat = 0; seat < STEPS; seat++) {
                if (Noise.at(noise, row, seat) < 0.7) {
                    var a = 2 * StrictMath.PI * (seat + 0.5 * (row % 2)) / STEPS;
                    var wide = 0.006;
                    (Noise.at(noise, seat, row) < 0.5 ? windows : caps)
                            .add(List.of(
                                    at(a, low),
                                    at(a, low + 0.05 * height),
                                    at(a + wide, low + 0.05 * height),
                                    at(a + wide, low)));
                }
            }
        }
    }

    /** Tall screens that stand around a studio. */
    private void panels(double height) {
        for (var i = 0; i < 14; i++) {
            var a = 2 * StrictMath.PI * (i + 0.5) / 14;
            slices.add(List.of(at(a - 0.09, 0), at(a - 0.09, height), at(a + 0.09, height), at(a + 0.09, 0)));
            caps.add(List.of(at(a + 0.075, 0), at(a + 0.075, height), at(a + 0.09, height), at(a + 0.09, 0)));
        }
    }

    private Vec at(double azimuth, double height) {
        return new Vec(distance * StrictMath.sin(azimuth), height, distance * StrictMath.cos(azimuth));
    }

    Sheet sheet(Lens lens) {
        var marks = new ArrayList<Mark>();
        marks.add(mark(lens, slices, colour, Finish.MATT));
        if (!caps.isEmpty()) {
            marks.add(mark(lens, caps, cap, Finish.MATT));
        }
        if (!windows.isEmpty()) {
            var night = daylight.time() == TimeOfDay.NIGHT || daylight.time() == TimeOfDay.DUSK;
            marks.add(mark(
                    lens,
                    windows,
                    night ? 0xFFFFD98A : Tone.mix(colour, 0xFFFFFFFF, 0.22),
                    night ? Finish.GLOWING : Finish.DECAL));
        }
        return new Drawn(name, Role.FAR, daylight.fade(distance / reach), lens.pixels() / distance, marks);
    }

    private static Mark mark(Lens lens, List<List<Vec>> shapes, int colour, Finish finish) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (var shape : shapes) {
            lens.add(path, shape);
        }
        return new Mark(path, colour, finish, 0.9, Mark.Shade.FLAT);
    }
}
