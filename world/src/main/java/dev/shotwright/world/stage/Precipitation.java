package dev.shotwright.world.stage;

import dev.shotwright.world.scene.Weather;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Vec;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** What falls or blows through the air: rain, snow, leaves, bubbles; it hangs in the world, so that the camera moves through it. */
final class Precipitation {
    private final Weather weather;
    private final boolean bubbles;
    private final double level;
    private final long seed;

    Precipitation(Weather weather, Place.Kind kind, double level, long seed) {
        this.level = level;
        this.weather = kind == Place.Kind.OUTDOORS || kind == Place.Kind.SKY || kind == Place.Kind.STUDIO
                ? weather
                : Weather.CLEAR;
        this.bubbles = kind == Place.Kind.UNDERWATER;
        this.seed = Noise.seed(seed, "precipitation");
    }

    /** How much brighter a flash of lightning makes the moment; 1 without. */
    double flash(double seconds) {
        if (weather != Weather.STORM) {
            return 1;
        }
        var beat = (long) Math.floor(seconds / 2.3);
        var since = seconds - 2.3 * beat - 1.2 * Noise.at(seed, beat, 77) - 0.3;
        var first = since >= 0 && since < 0.35 ? 1 - since / 0.35 : 0;
        var again = since >= 0.16 && since < 0.4 ? 1 - (since - 0.16) / 0.24 : 0;
        return 1 + 1.1 * Math.max(first, again);
    }

    List<Sheet> sheets(Lens lens, double seconds) {
        var sheets = new ArrayList<Sheet>();
        if (bubbles) {
            sheets.add(fall(lens, seconds, "bubbles", 46, new Vec(0.05, 0.5, 0), 3.5, 0.018, 0, 0x90E4FBFF));
            return sheets;
        }
        switch (weather) {
            case RAIN -> {
                sheets.add(fall(lens, seconds, "rain", 260, new Vec(0.6, -8.5, 0), 9, 0.008, 0.075, 0x78DCE8F2));
                sheets.add(fall(lens, seconds, "rain-near", 70, new Vec(0.6, -8.5, 0), 3, 0.005, 0.06, 0x90E6F0F8));
            }
            case STORM -> {
                sheets.add(fall(lens, seconds, "rain", 320, new Vec(4, -9.5, 0), 9, 0.008, 0.085, 0x88CBDBE8));
                sheets.add(fall(lens, seconds, "rain-near", 90, new Vec(4, -9.5, 0), 3, 0.005, 0.07, 0x98DCE8F2));
            }
            case SNOW -> {
                sheets.add(fall(lens, seconds, "snow", 320, new Vec(0.25, -1.0, 0.1), 10, 0.026, 0, 0xE0FFFFFF));
                sheets.add(fall(lens, seconds, "snow-near", 70, new Vec(0.25, -1.0, 0.1), 3.2, 0.016, 0, 0xF0FFFFFF));
            }
            case WIND ->
                sheets.add(fall(lens, seconds, "leaves", 34, new Vec(4.2, -0.5, 0.4), 7, 0.05, -1, 0xFFB98A3C));
            case CLEAR, CLOUDY, FOG -> {}
        }
        return sheets;
    }

    /** @param streak seconds of flight that a drop is drawn over; 0 for a flake, negative for a tumbling leaf */
    private Sheet fall(
            Lens lens,
            double seconds,
            String name,
            int count,
            Vec velocity,
            double box,
            double size,
            double streak,
            int colour) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var own = Noise.seed(seed, name);
        var middle = lens.position().plus(lens.forward().times(0.56 * box));
        for (var i = 0; i < count; i++) {
            var sway = streak == 0 ? 0.25 * StrictMath.sin(seconds * 1.3 + 50 * Noise.at(own, i, 4)) : 0;
            var x = wrap(box * Noise.at(own, i, 1) + velocity.x() * seconds + sway, middle.x(), box);
            var y = wrap(
                    box * Noise.at(own, i, 2) + velocity.y() * seconds * (0.8 + 0.4 * Noise.at(own, i, 5)),
                    middle.y(),
                    box);
            var z = wrap(box * Noise.at(own, i, 3) + velocity.z() * seconds, middle.z(), box);
            if (y < 0) {
                continue;
            }
            var here = new Vec(x, y, z);
            var point = lens.point(here);
            if (point == null || lens.depth(here) < (streak > 0 ? 0.25 : 0.8)) {
                continue;
            }
            var r = Math.max(0.45, size * lens.pixels() / lens.depth(here) * (0.6 + 0.6 * Noise.at(own, i, 6)));
            if (streak > 0) {
                var tail = lens.point(here.minus(velocity.times(streak)));
                if (tail != null) {
                    path.moveTo(point.getX() - r / 2, point.getY());
                    path.lineTo(tail.getX(), tail.getY());
                    path.lineTo(point.getX() + r / 2, point.getY());
                    path.closePath();
                }
            } else {
                var spin = streak < 0 ? seconds * (3 + 4 * Noise.at(own, i, 7)) + i : i;
                var flat = streak < 0 ? 0.35 + 0.3 * StrictMath.sin(spin * 1.3) : 1;
                var corners = streak < 0 ? 4 : 7;
                for (var corner = 0; corner < corners; corner++) {
                    var a = spin + 2 * StrictMath.PI * corner / corners;
                    var px = point.getX() + r * StrictMath.cos(a);
                    var py = point.getY() + r * flat * StrictMath.sin(a);
                    if (corner == 0) {
                        path.moveTo(px, py);
                    } else {
                        path.lineTo(px, py);
                    }
                }
                path.closePath();
            }
        }
        return new Drawn(
                name,
                Role.WEATHER,
                0,
                lens.pixels() / box,
                List.of(new Mark(path, Tone.times(colour, 0.35 + 0.65 * level), Finish.GLOWING, 1, Mark.Shade.FLAT)));
    }

    private static double wrap(double value, double middle, double box) {
        return middle + (value - middle) - box * Math.rint((value - middle) / box);
    }
}
