package dev.shotwright.world.stage;

import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Vec;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The sky behind everything: its gradient, sun or moon, stars and drifting clouds. All of it is infinitely far. */
final class Firmament {
    private static final int BANDS = 18;
    private static final int SIDES = 16;

    private final Daylight daylight;
    private final Place.Kind kind;
    private final long seed;
    private final boolean lights;

    /** @param lights whether sun and moon are shown */
    Firmament(Daylight daylight, Place.Kind kind, long seed, boolean lights) {
        this.daylight = daylight;
        this.kind = kind;
        this.seed = Noise.seed(seed, "firmament");
        this.lights = lights;
    }

    List<Sheet> sheets(Lens lens, int width, int height, double seconds, double brightness) {
        var sheets = new ArrayList<Sheet>();
        sheets.add(new Drawn("sky", Role.SKY, 0, 1, gradient(lens, width, height, brightness)));
        if (kind == Place.Kind.ROOM || kind == Place.Kind.STUDIO || kind == Place.Kind.UNDERWATER) {
            return sheets;
        }
        var clear = daylight.weather() == Weather.CLEAR || daylight.weather() == Weather.WIND;
        if (kind == Place.Kind.SPACE || (daylight.time() == TimeOfDay.NIGHT && clear)) {
            sheets.add(new Drawn("stars", Role.SKY, 0, 1, stars(lens)));
        }
        if (lights && clear && kind != Place.Kind.SPACE) {
            sheets.add(new Drawn("light", Role.SKY, 0, 1, sun(lens)));
        }
        if (kind == Place.Kind.SPACE) {
            sheets.add(new Drawn("planet", Role.SKY, 0, 1, planet(lens)));
        }
        if (daylight.clouds() > 0 && kind != Place.Kind.SPACE) {
            sheets.add(new Drawn("clouds", Role.SKY, 0, 1, clouds(lens, seconds, brightness)));
        }
        return sheets;
    }

    private List<Mark> gradient(Lens lens, int width, int height, double brightness) {
        var marks = new ArrayList<Mark>();
        marks.add(mark(
                new Path2D.Double(new Rectangle2D.Double(0, 0, width, height)),
                Tone.times(daylight.sky(StrictMath.PI / 2), brightness)));
        var yaw = StrictMath.atan2(lens.forward().x(), lens.forward().z());
        for (var band = BANDS - 1; band >= 0; band--) {
            var share = (band + 0.5) / BANDS;
            var high = band == BANDS - 1 ? StrictMath.PI / 2 : elevation(band + 1);
            var low = band == 0 ? -1.5 : elevation(band) - 0.03;
            var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
            for (var side = 0; side < SIDES; side++) {
                var from = yaw + 2 * StrictMath.PI * side / SIDES;
                var to = yaw + 2 * StrictMath.PI * (side + 1) / SIDES;
                lens.addFar(
                        path,
                        List.of(direction(from, low), direction(from, high), direction(to, high), direction(to, low)));
            }
            marks.add(mark(path, Tone.times(daylight.sky(StrictMath.PI / 2 * share * share * 0.9), brightness)));
        }
        return marks;
    }

    private static double elevation(int band) {
        var share = (double) band / BANDS;
        return StrictMath.PI / 2 * share * share;
    }

    private List<Mark> stars(Lens lens) {
        var path = new Path2D.Double();
        var bright = new Path2D.Double();
        var size = Math.max(0.5, lens.pixels() / 1400);
        for (var i = 0; i < 420; i++) {
            var elevation = StrictMath.asin(
                    Noise.at(seed, i, 1) * (kind == Place.Kind.SPACE ? 2 : 1) - (kind == Place.Kind.SPACE ? 1 : 0));
            var point = lens.direction(direction(Noise.at(seed, i, 2) * 2 * StrictMath.PI, elevation));
            if (point != null) {
                var r = size * (0.6 + Noise.at(seed, i, 3));
                (i % 9 == 0 ? bright : path)
                        .append(new Ellipse2D.Double(point.getX() - r, point.getY() - r, 2 * r, 2 * r), false);
            }
        }
        return List.of(mark(path, 0xC0DDE6FF), mark(bright, 0xFFFFFFFF));
    }

    private List<Mark> sun(Lens lens) {
        var marks = new ArrayList<Mark>();
        var night = daylight.time() == TimeOfDay.NIGHT;
        var elevation = switch (daylight.time()) {
            case DAY -> 0.62;
            case DAWN, DUSK -> 0.11;
            case NIGHT -> 0.42;
        };
        var azimuth = StrictMath.atan2(daylight.towards().x(), 0.9) * (daylight.time() == TimeOfDay.DAY ? 1 : 0.45);
        var point = lens.direction(direction(azimuth, elevation));
        if (point == null) {
            return marks;
        }
        var r = lens.pixels() * (night ? 0.034 : 0.042);
        var colour = night ? 0xFFF4F0DC : daylight.time() == TimeOfDay.DAY ? 0xFFFFF8DC : 0xFFFFE3A6;
        for (var ring = 4; ring >= 1; ring--) {
            marks.add(disc(point.getX(), point.getY(), r * (1 + 0.55 * ring), Tone.alpha(colour, 0.09)));
        }
        marks.add(disc(point.getX(), point.getY(), r, colour));
        return marks;
    }

    private List<Mark> planet(Lens lens) {
        var marks = new ArrayList<Mark>();
        var point = lens.direction(direction(-0.42, 0.16));
        if (point != null) {
            var r = 0.16 * lens.pixels();
            marks.add(disc(point.getX(), point.getY(), 1.12 * r, 0x306FA8FF));
            marks.add(disc(point.getX(), point.getY(), r, 0xFF2F5F9E));
            var land = new Path2D.Double();
            for (var i = 0; i < 5; i++) {
                var x = point.getX() + r * (1.2 * Noise.at(seed, i, 61) - 0.6);
                var y = point.getY() + r * (1.2 * Noise.at(seed, i, 62) - 0.6);
                land.append(new Ellipse2D.Double(x - 0.24 * r, y - 0.1 * r, 0.48 * r, 0.2 * r), false);
            }
            marks.add(mark(land, 0xFF6FA06A));
            marks.add(mark(
                    new Path2D.Double(
                            new Ellipse2D.Double(point.getX() - 0.75 * r, point.getY() - 0.85 * r, 1.75 * r, 1.75 * r)),
                    0x22000010));
        }
        return marks;
    }

    private List<Mark> clouds(Lens lens, double seconds, double brightness) {
        var marks = new ArrayList<Mark>();
        var aloft = kind == Place.Kind.SKY;
        var count = (int) (26 * Math.max(daylight.clouds(), aloft ? 1.8 : 0));
        var light = Tone.mix(daylight.horizon(), 0xFFFFFFFF, daylight.time() == TimeOfDay.NIGHT ? 0.08 : 0.6);
        var drift =
                seconds * (daylight.weather() == Weather.WIND || daylight.weather() == Weather.STORM ? 0.02 : 0.004);
        for (var i = 0; i < count; i++) {
            var azimuth = Noise.at(seed, i, 11) * 2 * StrictMath.PI + drift;
            var elevation = aloft
                    ? 0.9 * Noise.at(seed, i, 12) - 0.5
                    : 0.09 + 0.6 * Noise.at(seed, i, 12) * Noise.at(seed, i, 15);
            var span = (0.1 + 0.16 * Noise.at(seed, i, 13)) * (0.6 + Math.abs(elevation));
            var body = new Path2D.Double();
            var shade = new Path2D.Double();
            for (var puff = 0; puff < 6; puff++) {
                var across = (puff - 2.5) / 2.5;
                var centre = lens.direction(direction(
                        azimuth + across * span, elevation + span * 0.10 * Noise.at(seed, i * 31L + puff, 14)));
                if (centre != null) {
                    var r = lens.pixels()
                            * span
                            * (0.36 - 0.2 * Math.abs(across))
                            * (0.8 + 0.5 * Noise.at(seed, i * 37L + puff, 16));
                    body.append(
                            new Ellipse2D.Double(centre.getX() - 1.3 * r, centre.getY() - 0.62 * r, 2.6 * r, 1.24 * r),
                            false);
                    shade.append(
                            new Ellipse2D.Double(centre.getX() - 1.1 * r, centre.getY() - 0.1 * r, 2.2 * r, 0.66 * r),
                            false);
                }
            }
            if (body.getCurrentPoint() != null) {
                marks.add(mark(body, Tone.alpha(Tone.times(light, brightness), 0.75)));
                marks.add(mark(
                        shade, Tone.alpha(Tone.times(Tone.mix(light, daylight.middle(), 0.45), brightness), 0.5)));
            }
        }
        return marks;
    }

    private static Mark disc(double x, double y, double r, int colour) {
        return mark(new Path2D.Double(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r)), colour);
    }

    private static Mark mark(Path2D path, int colour) {
        return new Mark(path, colour, Finish.GLOWING, 1, Mark.Shade.FLAT);
    }

    static Vec direction(double azimuth, double elevation) {
        var flat = StrictMath.cos(elevation);
        return new Vec(flat * StrictMath.sin(azimuth), StrictMath.sin(elevation), flat * StrictMath.cos(azimuth));
    }
}
