package dev.shotwright.world.stage;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Vec;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ground of a setting with the marks on it. They lie at fixed places of the world, coarser with the distance, so that
 * any movement of the camera or along the ground is seen.
 */
final class Floor {
    private static final double FAR = 4000;
    private static final int RINGS = 5;
    private static final double COARSER = 2.4;

    private final Place place;
    private final Place.Ground ground;
    private final Daylight daylight;
    private final int colour;
    private final int second;
    private final double size;
    private final double reach;
    private final long seed;

    /** @param reach by how much the stage is larger or smaller than that of a person */
    Floor(Place place, Daylight daylight, double reach, int colour, long seed) {
        this.place = place;
        this.ground = place.ground();
        this.daylight = daylight;
        this.reach = reach;
        this.colour = colour;
        this.second = colour == Tone.parse(ground.colour()) ? Tone.parse(ground.second()) : Tone.times(colour, 0.82);
        this.size = ground.size() * (reach < 1 ? Math.max(reach, 0.25) : reach);
        this.seed = Noise.seed(seed, "floor");
    }

    List<Sheet> sheets(Lens lens, double seconds) {
        var sheets = new ArrayList<Sheet>();
        sheets.add(new Drawn("ground", Role.GROUND, 0, 1, base(lens)));
        sheets.add(new Drawn("ground-marks", Role.GROUND, 0, lens.pixels() / 6, marks(lens, seconds)));
        band(place.water(), "water", lens, seconds, sheets);
        band(place.road(), "road", lens, seconds, sheets);
        band(place.rails(), "rails", lens, seconds, sheets);
        return sheets;
    }

    private List<Mark> base(Lens lens) {
        var marks = new ArrayList<Mark>();
        var eye = lens.position();
        var height = Math.max(0.2, Math.abs(eye.y()));
        var far = FAR * Math.max(1, reach);
        var whole = new Path2D.Double();
        lens.addFlat(whole, 0, -far, -far, far, -far, far, far, -far, far);
        var veiled = place.kind() == Place.Kind.STUDIO ? 0.95 : Math.max(daylight.fade(far) * 0.6, 0.25);
        var horizon = Tone.mix(colour, daylight.horizon(), veiled);
        marks.add(mark(whole, horizon));
        for (var step = 19; step >= 0; step--) {
            var distance = height * 2.5 * StrictMath.pow(1.42, step);
            if (distance > far) {
                continue;
            }
            var path = new Path2D.Double();
            var circle = new double[24 * 2];
            for (var i = 0; i < 24; i++) {
                var a = 2 * StrictMath.PI * i / 24;
                circle[2 * i] = eye.x() + distance * StrictMath.cos(a);
                circle[2 * i + 1] = eye.z() + distance * StrictMath.sin(a);
            }
            lens.addFlat(path, 0, circle);
            marks.add(mark(path, Tone.mix(colour, horizon, (step + 1) / 21.0)));
        }
        return marks;
    }

    private void band(Place.@Nullable Band band, String name, Lens lens, double seconds, List<Sheet> sheets) {
        if (band == null) {
            return;
        }
        var marks = new ArrayList<Mark>();
        var far = FAR;
        var from = band.from() * Math.max(1, reach);
        var to = Math.min(far, band.to() * Math.max(1, reach));
        var own = Tone.parse(band.colour());
        var path = new Path2D.Double();
        lens.addFlat(path, 0, -far, from, far, from, far, to, -far, to);
        marks.add(new Mark(path, Tone.mix(own, daylight.horizon(), 0.12), Finish.GLOSSY, 1, Mark.Shade.FLAT));
        if (band.foam() != null) {
            var ripples = new Path2D.Double();
            ripples(lens, seconds, from, to, ripples);
            marks.add(mark(ripples, Tone.alpha(Tone.parse(band.foam()), 0.5)));
            var shore = new Path2D.Double();
            var lap = 0.18 * StrictMath.sin(seconds * 0.9);
            for (var i = -40; i < 40; i++) {
                var a = from - 0.15 + lap + 0.3 * Noise.curve(seed, i * 0.7);
                var b = from - 0.15 + lap + 0.3 * Noise.curve(seed, (i + 1) * 0.7);
                lens.addFlat(shore, 0, i * 2, a, (i + 1) * 2, b, (i + 1) * 2, b + 0.3, i * 2, a + 0.3);
            }
            marks.add(mark(shore, Tone.alpha(Tone.parse(band.foam()), 0.8)));
        }
        if (band.line() != null) {
            var middle = (from + to) / 2;
            var half = 0.07 * Math.max(1, reach);
            var dashes = new Path2D.Double();
            var centre = 6 * Math.round(lens.position().x() / 6);
            for (var i = -16; i <= 16; i++) {
                var x = centre + i * 6.0;
                lens.addFlat(
                        dashes, 0, x, middle - half, x + 2.6, middle - half, x + 2.6, middle + half, x, middle + half);
            }
            for (var edge : new double[] {from + 3 * half, to - 3 * half}) {
                lens.addFlat(dashes, 0, -far, edge - half, far, edge - half, far, edge + half, -far, edge + half);
            }
            marks.add(mark(dashes, Tone.alpha(Tone.parse(band.line()), 0.85)));
        }
        if ("rails".equals(name)) {
            var sleepers = new Path2D.Double();
            var centre = Math.round(lens.position().x() / 0.7);
            for (var i = -70; i <= 70; i++) {
                var x = (centre + i) * 0.7;
                lens.addFlat(sleepers, 0, x, from, x + 0.24, from, x + 0.24, to, x, to);
            }
            marks.add(mark(sleepers, Tone.times(own, 0.7)));
            var steel = new Path2D.Double();
            for (var z : new double[] {from + 0.25, to - 0.3}) {
                lens.addFlat(steel, 0.1, -far, z, far, z, far, z + 0.08, -far, z + 0.08);
            }
            marks.add(mark(steel, 0xFFC4C8CC));
        }
        sheets.add(new Drawn(name, Role.GROUND, daylight.fade((from + Math.min(to, from + 60)) / 2) * 0.5, 20, marks));
    }

    private List<Mark> marks(Lens lens, double seconds) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var light = new Path2D.Double(Path2D.WIND_NON_ZERO);
        switch (ground.marks()) {
            case TILES, SLABS, GRID -> {
                lines(lens, path, size, true);
                lines(lens, path, size, false);
            }
            case PLANKS -> {
                lines(lens, path, size, true);
                joints(lens, path);
            }
            case ROWS -> lines(lens, path, size, true);
            case TUFTS, GRAINS, HUMMOCKS -> scatter(lens, path, light);
            case RIPPLES -> ripples(lens, seconds, -FAR, FAR, light);
            case NONE -> {
                return List.of();
            }
        }
        var marks = new ArrayList<Mark>();
        if (path.getCurrentPoint() != null) {
            marks.add(mark(path, Tone.alpha(second, ground.marks() == Place.Marks.GRID ? 0.6 : 0.85)));
        }
        if (light.getCurrentPoint() != null) {
            var bright = ground.marks() == Place.Marks.RIPPLES ? second : Tone.times(colour, 1.25);
            marks.add(mark(light, Tone.alpha(bright, 0.7)));
        }
        return marks;
    }

    private void lines(Lens lens, Path2D path, double spacing, boolean alongDepth) {
        var eye = lens.position();
        var away = alongDepth ? eye.x() : eye.z();
        var other = alongDepth ? eye.z() : eye.x();
        for (var ring = 0; ring < 3; ring++) {
            var step = spacing * StrictMath.pow(4, ring);
            var wide = (ground.marks() == Place.Marks.ROWS ? 0.3 * spacing : 0.014 * spacing + 0.008 * reach)
                    * (ring == 0 ? 1 : 1.5);
            var first = Math.round(away / step) - 22;
            for (var i = first; i <= first + 44; i++) {
                if (ring > 0 && Math.floorMod(i, 4) == 0 && Math.abs(i - first - 22) < 5) {
                    continue;
                }
                var line = i * step;
                var length = 30 * step;
                if (alongDepth) {
                    lens.addFlat(
                            path,
                            0,
                            line,
                            other - length,
                            line + wide,
                            other - length,
                            line + wide,
                            other + length,
                            line,
                            other + length);
                } else {
                    lens.addFlat(
                            path,
                            0,
                            other - length,
                            line,
                            other + length,
                            line,
                            other + length,
                            line + wide,
                            other - length,
                            line + wide);
                }
            }
        }
    }

    private void joints(Lens lens, Path2D path) {
        var eye = lens.position();
        var first = Math.round(eye.x() / size) - 40;
        var length = size * 9;
        for (var i = first; i < first + 80; i++) {
            var start = length * Noise.at(seed, i);
            var row = Math.round(eye.z() / length);
            for (var j = row - 2; j < row + 8; j++) {
                var z = j * length + start;
                lens.addFlat(
                        path,
                        0,
                        i * size,
                        z,
                        (i + 1) * size,
                        z,
                        (i + 1) * size,
                        z + 0.02 * reach,
                        i * size,
                        z + 0.02 * reach);
            }
        }
    }

    private void scatter(Lens lens, Path2D path, Path2D light) {
        var eye = lens.position();
        for (var ring = 0; ring < RINGS; ring++) {
            var cell = size * StrictMath.pow(COARSER, ring);
            var outer = 13 * cell;
            var inner = ring == 0 ? 0 : 13 * cell / COARSER * 0.75;
            var column = (long) Math.floor(eye.x() / cell);
            var row = (long) Math.floor(eye.z() / cell);
            for (var i = column - 13; i <= column + 13; i++) {
                for (var j = row - 13; j <= row + 13; j++) {
                    var noise = Noise.at(seed + ring, i, j);
                    if (noise > 0.55) {
                        continue;
                    }
                    var x = (i + Noise.at(seed + 11L + ring, i, j)) * cell;
                    var z = (j + Noise.at(seed + 23L + ring, i, j)) * cell;
                    var distance = Math.hypot(x - eye.x(), z - eye.z());
                    if (distance < inner || distance > outer) {
                        continue;
                    }
                    if (barred(z)) {
                        continue;
                    }
                    var grown = Ease.clamp((outer - distance) / (0.25 * outer));
                    mark(lens, noise < 0.4 ? path : light, x, z, cell * 0.3 * grown * (0.5 + noise));
                }
            }
        }
    }

    private boolean barred(double z) {
        return within(place.water(), z) || within(place.road(), z) || within(place.rails(), z);
    }

    private boolean within(Place.@Nullable Band band, double z) {
        var k = Math.max(1, reach);
        return band != null && z > band.from() * k - 0.3 && z < band.to() * k + 0.3;
    }

    private void mark(Lens lens, Path2D path, double x, double z, double r) {
        switch (ground.marks()) {
            case TUFTS -> {
                for (var blade = -1; blade <= 1; blade++) {
                    var foot = x + blade * 0.25 * r;
                    lens.add(
                            path,
                            List.of(
                                    new Vec(foot - 0.12 * r, 0, z),
                                    new Vec(foot + blade * 0.3 * r, r * (0.9 - 0.2 * Math.abs(blade)), z),
                                    new Vec(foot + 0.12 * r, 0, z)));
                }
            }
            case HUMMOCKS ->
                lens.addFlat(
                        path,
                        0,
                        x - 1.6 * r,
                        z,
                        x - 0.5 * r,
                        z + 0.4 * r,
                        x + 0.9 * r,
                        z + 0.35 * r,
                        x + 1.7 * r,
                        z,
                        x + 0.6 * r,
                        z + 0.12 * r,
                        x - 0.6 * r,
                        z + 0.15 * r);
            case GRAINS, TILES, PLANKS, RIPPLES, SLABS, ROWS, GRID, NONE ->
                lens.addFlat(
                        path, 0, x - 0.5 * r, z, x, z + 0.3 * r, x + 0.6 * r, z + 0.1 * r, x + 0.2 * r, z - 0.25 * r);
        }
    }

    private void ripples(Lens lens, double seconds, double from, double to, Path2D path) {
        var eye = lens.position();
        var unit = Math.max(0.4, 0.9 * Math.max(0.3, Math.min(reach, 4)));
        for (var ring = 0; ring < RINGS + 1; ring++) {
            var cell = unit * StrictMath.pow(COARSER, ring);
            var outer = 12 * cell;
            var inner = ring == 0 ? 0 : 12 * cell / COARSER * 0.75;
            var column = (long) Math.floor(eye.x() / cell);
            var row = (long) Math.floor(eye.z() / cell);
            for (var i = column - 12; i <= column + 12; i++) {
                for (var j = row - 12; j <= row + 12; j++) {
                    var phase = Noise.at(seed + 41L + ring, i, j);
                    var x = (i + phase) * cell + 0.25 * cell * StrictMath.sin(seconds * 0.7 + 9 * phase);
                    var z = (j + Noise.at(seed + 53L + ring, i, j)) * cell;
                    var distance = Math.hypot(x - eye.x(), z - eye.z());
                    if (phase > 0.6 || distance < inner || distance > outer || z < from || z > to) {
                        continue;
                    }
                    var r = cell * 0.42 * (0.55 + 0.45 * StrictMath.sin(seconds * 1.6 + 20 * phase));
                    var thick = 0.06 * cell;
                    lens.addFlat(
                            path,
                            0,
                            x - r,
                            z,
                            x - 0.3 * r,
                            z + thick,
                            x + 0.4 * r,
                            z + thick,
                            x + r,
                            z,
                            x + 0.4 * r,
                            z - 0.3 * thick,
                            x - 0.3 * r,
                            z - 0.3 * thick);
                }
            }
        }
    }

    private static Mark mark(Path2D path, int colour) {
        return new Mark(path, colour, Finish.MATT, 1, Mark.Shade.FLAT);
    }
}
