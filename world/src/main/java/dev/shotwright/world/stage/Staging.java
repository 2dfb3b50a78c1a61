package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.stage.Picture.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A scene, staged for a clip: each frame's picture and the truth about it. Frames may be asked in any order and from several
 * threads; the same scene, format and seed give the same answers.
 */
public final class Staging {
    private final ClipFormat format;
    private final long seed;
    private final List<ShotStage> shots = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();
    private final Album album;

    private Staging(Scene scene, ClipFormat format, long seed, Cast cast, Photos photos) {
        this.format = format;
        this.seed = seed;
        var stretch = format.seconds() / scene.seconds();
        var start = 0.0;
        for (var shot : scene.shots()) {
            var own = Stretch.of(shot, stretch);
            starts.add(start);
            shots.add(new ShotStage(own, format, seed, cast));
            start += own.seconds();
        }
        album = new Album(photos, format, scene, stretch);
    }

    public static Staging of(Scene scene, ClipFormat format, long seed, Cast cast) {
        return of(scene, format, seed, cast, Photos.NONE);
    }

    /** @param photos pictures that the clip starts or ends with */
    public static Staging of(Scene scene, ClipFormat format, long seed, Cast cast, Photos photos) {
        return new Staging(scene, format, seed, cast, photos);
    }

    /** The names of the settings that are drawn; another name stands on neutral ground with its label. */
    public static Set<String> settings() {
        return StageBook.standard().settings();
    }

    public Picture picture(long frame) {
        var seconds = format.fps().secondsAt(frame);
        var number = shot(seconds);
        var shot = shots.get(number);
        var time = seconds - starts.get(number);
        var sheets = new ArrayList<Sheet>();
        if (!album.covers(frame)) {
            sheets.addAll(shot.sheets(time));
        }
        sheets.addAll(album.sheets(frame));
        if (album.covers(frame)) {
            sheets.addAll(shot.titles(time));
        }
        return new Picture(format.width(), format.height(), frame, seed, shot.light(time), sheets);
    }

    public Truth truth(long frame) {
        var seconds = format.fps().secondsAt(frame);
        var number = shot(seconds);
        return shots.get(number).truth(frame, seconds, number, seconds - starts.get(number), album.covers(frame));
    }

    private int shot(double seconds) {
        for (var i = starts.size() - 1; i > 0; i--) {
            if (seconds >= starts.get(i) - 1e-6) {
                return i;
            }
        }
        return 0;
    }
}
