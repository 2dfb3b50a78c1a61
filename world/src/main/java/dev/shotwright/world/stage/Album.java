package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.stage.Picture.Photo;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Given pictures under the camera's moves: frame 0 shows the whole first picture, the last frame the whole last one, and
 * where there are both, one dissolves into the other. A picture is mirrored beyond its edges, so that a move never shows an
 * empty border.
 */
final class Album {

    /** Where the camera is over a picture: shifts in frame widths and heights, a scale and an angle in radians. */
    private record Move(double x, double y, double scale, double angle) {
        static final Move NONE = new Move(0, 0, 1, 0);
    }

    private final @Nullable BufferedImage first;
    private final @Nullable BufferedImage last;
    private final ClipFormat format;
    private final List<Scene.Camera> moves = new ArrayList<>();
    private final double end;

    Album(Photos photos, ClipFormat format, Scene scene, double stretch) {
        this.first = photos.first();
        this.last = photos.last();
        this.format = format;
        this.end = format.fps().secondsAt(format.frames() - 1);
        var start = 0.0;
        for (var shot : scene.shots()) {
            for (var move : shot.camera()) {
                moves.add(new Scene.Camera(
                        move.move(),
                        move.speed(),
                        (start + move.from()) * stretch,
                        Math.min(end, (start + move.to()) * stretch)));
            }
            start += shot.seconds();
        }
    }

    /** Whether pictures hide the whole stage. */
    boolean covers(long frame) {
        return first != null || (last != null && frame == format.frames() - 1);
    }

    List<Sheet> sheets(long frame) {
        var sheets = new ArrayList<Sheet>();
        var seconds = format.fps().secondsAt(frame);
        var change = share(frame);
        if (first != null && change < 1) {
            lay(first, at(seconds, 0), 1, sheets);
        }
        if (last != null && change > 0) {
            lay(last, at(seconds, end), change, sheets);
        }
        return sheets;
    }

    /** How far the last picture has come, 0 to 1. */
    private double share(long frame) {
        if (last == null) {
            return 0;
        }
        if (frame >= format.frames() - 1) {
            return first != null && format.frames() == 1 ? 0 : 1;
        }
        var seconds = format.fps().secondsAt(frame);
        return first == null
                ? Ease.smooth(Ease.between(0.7 * end, end, seconds))
                : frame == 0 ? 0 : Ease.smooth(Ease.between(0.3 * end, 0.85 * end, seconds));
    }

    /** The move between a moment at which the picture is whole and another. */
    private Move at(double seconds, double whole) {
        var x = 0.0;
        var y = 0.0;
        var scale = 0.0;
        var angle = 0.0;
        for (var move : moves) {
            var done = done(move, seconds) - done(move, whole);
            if (done == 0) {
                continue;
            }
            var amount = done
                    * switch (move.speed()) {
                        case SLOW -> 0.6;
                        case NORMAL -> 1;
                        case FAST -> 1.6;
                    };
            switch (move.move()) {
                case PAN_LEFT, TRUCK_LEFT -> x += 0.22 * amount;
                case PAN_RIGHT, TRUCK_RIGHT -> x -= 0.22 * amount;
                case ORBIT, ORBIT_COUNTERCLOCKWISE -> x -= 0.16 * amount;
                case ORBIT_CLOCKWISE -> x += 0.16 * amount;
                case TILT_UP, PEDESTAL_UP, CRANE_UP -> y += 0.2 * amount;
                case TILT_DOWN, PEDESTAL_DOWN, CRANE_DOWN -> y -= 0.2 * amount;
                case ZOOM_IN, DOLLY_IN, AERIAL_DOLLY, FOLLOW -> scale += 0.4 * amount;
                case ZOOM_OUT, DOLLY_OUT -> scale -= 0.4 * amount;
                case ROLL_CLOCKWISE -> angle -= 0.3 * amount;
                case ROLL_COUNTERCLOCKWISE -> angle += 0.3 * amount;
                case HANDHELD -> {
                    x += 0.012 * amount * Noise.fractal(5, seconds * 1.4, 3);
                    y += 0.014 * amount * Noise.fractal(6, seconds * 1.6, 3);
                    angle += 0.008 * amount * Noise.fractal(7, seconds, 2);
                }
                case FIXED -> {}
            }
        }
        return new Move(x, y, StrictMath.exp(scale), angle);
    }

    private static double done(Scene.Camera move, double seconds) {
        var share = Ease.between(move.from(), move.to(), seconds);
        return move.move() == CameraWord.HANDHELD
                ? Math.min(1, 4 * Math.min(share, 1 - share))
                : Ease.glide(share, 0.16);
    }

    private void lay(BufferedImage image, Move move, double opacity, List<Sheet> sheets) {
        var width = format.width();
        var height = format.height();
        var fit = Math.max((double) width / image.getWidth(), (double) height / image.getHeight());
        var base = new AffineTransform();
        base.translate(width / 2.0 + move.x() * width, height / 2.0 + move.y() * height);
        base.rotate(move.angle());
        base.scale(move.scale(), move.scale());
        base.scale(fit, fit);
        base.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        var whole = move.equals(Move.NONE);
        for (var column = -1; column <= 1; column++) {
            for (var row = -1; row <= 1; row++) {
                if (whole || (column == 0 && row == 0)) {
                    continue;
                }
                var mirrored = new AffineTransform(base);
                mirrored.translate(column * image.getWidth(), row * image.getHeight());
                if (column != 0) {
                    mirrored.translate(image.getWidth(), 0);
                    mirrored.scale(-1, 1);
                }
                if (row != 0) {
                    mirrored.translate(0, image.getHeight());
                    mirrored.scale(1, -1);
                }
                if (shows(mirrored, image)) {
                    sheets.add(new Photo(image, mirrored, opacity));
                }
            }
        }
        sheets.add(new Photo(image, base, opacity));
    }

    private boolean shows(AffineTransform transform, BufferedImage image) {
        return transform
                .createTransformedShape(new Rectangle(0, 0, image.getWidth(), image.getHeight()))
                .intersects(0, 0, format.width(), format.height());
    }
}
