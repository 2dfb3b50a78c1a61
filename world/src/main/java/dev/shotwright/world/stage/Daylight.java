package dev.shotwright.world.stage;

import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import dev.shotwright.world.space.Vec;
import dev.shotwright.world.stage.Picture.Light;

/**
 * The light of a shot: the colours of its sky, where the light comes from, and how fast the distance fades.
 *
 * @param towards the direction to the light
 * @param haze the distance in metres over which half of a colour is lost
 * @param shadow how hard cast shadows are, 0 to 1
 */
record Daylight(
        TimeOfDay time,
        Weather weather,
        int zenith,
        int middle,
        int horizon,
        double level,
        int tint,
        Vec towards,
        double haze,
        double shadow,
        double clouds) {

    static Daylight of(Scene.Shot shot, Place place, StageBook book) {
        var time = book.time(shot.time().word());
        var sky = book.weather(shot.weather().word());
        var mood = book.mood(shot.mood());
        var zenith = Tone.parse(time.zenith());
        var middle = Tone.parse(time.middle());
        var horizon = Tone.parse(time.horizon());
        var brightness = sky.veil() * (shot.time() == TimeOfDay.NIGHT ? 0.22 : time.level());
        var grey = grey(shot.time(), brightness);
        var tint = Tone.parse(time.tint());
        var level = time.level() * sky.level();
        if (mood != null) {
            tint = Tone.mix(tint, Tone.parse(mood.tint()), 0.5);
            level = Math.min(1, level * mood.level());
        }
        var from = time.from();
        var towards = new Vec(from.get(0), from.get(1), from.get(2)).unit();
        var haze = sky.haze();
        switch (place.kind()) {
            case ROOM -> {
                level = shot.time() == TimeOfDay.NIGHT ? Math.max(level, 0.62) : Math.max(level, 0.9);
                tint = shot.time() == TimeOfDay.NIGHT ? 0xFFFFE3BC : Tone.mix(tint, 0xFFFFFFFF, 0.5);
                haze = 400;
                towards = new Vec(-0.35, 0.85, -0.4).unit();
            }
            case STUDIO -> {
                zenith = Tone.mix(0xFFBFC4CB, zenith, shot.time() == TimeOfDay.DAY ? 0.12 : 0.6);
                middle = Tone.mix(0xFFD3D4D6, middle, shot.time() == TimeOfDay.DAY ? 0.1 : 0.6);
                horizon = Tone.mix(0xFFE4E2DF, horizon, shot.time() == TimeOfDay.DAY ? 0.1 : 0.6);
            }
            case UNDERWATER -> {
                zenith = Tone.mix(0xFF5FB4C9, zenith, 0.12);
                middle = Tone.mix(0xFF2E8AA6, zenith, 0.08);
                horizon = Tone.mix(0xFF1F6C88, zenith, 0.05);
                level = Math.min(level, 0.86);
                tint = Tone.mix(tint, 0xFF9FE0E6, 0.7);
                haze = 26;
                towards = new Vec(-0.2, 0.95, -0.25).unit();
            }
            case SPACE -> {
                zenith = 0xFF06070F;
                middle = 0xFF0A0C18;
                horizon = 0xFF10132A;
                level = 0.95;
                tint = 0xFFFFFFFF;
                haze = 100_000;
                towards = new Vec(-0.7, 0.5, -0.5).unit();
            }
            case OUTDOORS, SKY -> {
                zenith = Tone.mix(zenith, Tone.times(grey, 0.9), sky.grey());
                middle = Tone.mix(middle, grey, sky.grey());
                horizon = Tone.mix(horizon, Tone.mix(grey, horizon, 0.25), sky.grey());
            }
        }
        var shadow = place.kind() == Place.Kind.SPACE || place.kind() == Place.Kind.SKY
                ? 0
                : sky.shadow() * (shot.time() == TimeOfDay.NIGHT ? 0.6 : 1);
        return new Daylight(
                shot.time(), shot.weather(), zenith, middle, horizon, level, tint, towards, haze, shadow, sky.clouds());
    }

    private static int grey(TimeOfDay time, double brightness) {
        var v = (int) Math.round(255 * Ease.clamp(brightness));
        var grey = 0xFF000000 | v << 16 | v << 8 | Math.min(255, v + 8);
        return switch (time) {
            case DAY -> grey;
            case DAWN, DUSK -> Tone.mix(grey, 0xFFC99A8C, 0.25);
            case NIGHT -> Tone.mix(grey, 0xFF202C55, 0.4);
        };
    }

    /** The light as painters take it, scaled by how bright the sky is made, 1 being as it is. */
    Light light(double brightness) {
        return new Light(
                time,
                Ease.clamp(level * brightness),
                tint & 0xFFFFFF,
                Tone.times(horizon, Math.min(1, brightness)) & 0xFFFFFF);
    }

    /** The same light under a sky of that colour. */
    Daylight tinted(int sky) {
        return new Daylight(
                time,
                weather,
                Tone.mix(zenith, sky, 0.85),
                Tone.mix(middle, sky, 0.75),
                Tone.mix(horizon, Tone.mix(sky, 0xFFFFFFFF, 0.35), 0.7),
                level,
                tint,
                towards,
                haze,
                shadow,
                clouds);
    }

    /** What is seen through a window. */
    int outside() {
        return Tone.mix(middle, horizon, 0.4);
    }

    /** How far something at a distance has gone into the haze, 0 to nearly 1. */
    double fade(double distance) {
        return Math.min(0.94, 1 - StrictMath.pow(0.5, Math.max(0, distance) / haze));
    }

    /** The colour of the sky at an elevation in radians. */
    int sky(double elevation) {
        var e = Ease.clamp(elevation / (StrictMath.PI / 2));
        return e < 0.32
                ? Tone.mix(horizon, middle, Ease.smooth(e / 0.32))
                : Tone.mix(middle, zenith, Ease.smooth((e - 0.32) / 0.68));
    }
}
