package dev.shotwright.world.paint;

import dev.shotwright.world.stage.Picture.Photo;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A given picture, kept at full, half, quarter … size, so that it is neither jagged nor blurred under a moving camera. */
final class PhotoPlate {
    private final List<Level> levels = new ArrayList<>();
    private @Nullable BufferedImage image;

    private static final class Level {
        private final int width;
        private final int height;
        private final int[] pixels;

        private Level(int width, int height, int[] pixels) {
            this.width = width;
            this.height = height;
            this.pixels = pixels;
        }
    }

    /** Lays the photo over the frame; outside of its edges the frame stays as it is. */
    void lay(Photo photo, int width, int height, int[] pixels) {
        develop(photo.image());
        AffineTransform toPhoto;
        try {
            toPhoto = photo.toFrame().createInverse();
        } catch (NoninvertibleTransformException e) {
            return;
        }
        var shrink = Math.sqrt(Math.abs(toPhoto.getDeterminant()));
        var index = 0;
        while (index + 1 < levels.size() && shrink >= 1.5) {
            shrink /= 2;
            index++;
        }
        var level = levels.get(index);
        var scaleX = (double) level.width / photo.image().getWidth();
        var scaleY = (double) level.height / photo.image().getHeight();
        var stepX = toPhoto.getScaleX() * scaleX;
        var stepY = toPhoto.getShearY() * scaleY;
        var opacity = (int) Math.round(256 * Math.max(0, Math.min(1, photo.opacity())));
        for (var y = 0; y < height; y++) {
            var u = (toPhoto.getScaleX() * 0.5 + toPhoto.getShearX() * (y + 0.5) + toPhoto.getTranslateX()) * scaleX;
            var v = (toPhoto.getShearY() * 0.5 + toPhoto.getScaleY() * (y + 0.5) + toPhoto.getTranslateY()) * scaleY;
            for (var x = 0; x < width; x++, u += stepX, v += stepY) {
                if (u > -0.5 && v > -0.5 && u < level.width + 0.5 && v < level.height + 0.5) {
                    var colour = sample(level, u - 0.5, v - 0.5);
                    var share = (Rgb.opacity(colour) * opacity) >> 8;
                    var at = y * width + x;
                    pixels[at] = Rgb.blend(pixels[at], colour & 0xffffff, share);
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private void develop(BufferedImage given) {
        if (given == image) {
            return;
        }
        image = given;
        levels.clear();
        var width = given.getWidth();
        var height = given.getHeight();
        var level = new Level(width, height, given.getRGB(0, 0, width, height, null, 0, width));
        levels.add(level);
        while (level.width >= 4 && level.height >= 4) {
            level = halved(level);
            levels.add(level);
        }
    }

    private static Level halved(Level level) {
        var width = level.width / 2;
        var height = level.height / 2;
        var pixels = new int[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var at = 2 * y * level.width + 2 * x;
                var upper = average(level.pixels[at], level.pixels[at + 1]);
                var lower = average(level.pixels[at + level.width], level.pixels[at + level.width + 1]);
                pixels[y * width + x] = average(upper, lower);
            }
        }
        return new Level(width, height, pixels);
    }

    private static int average(int a, int b) {
        return (a & b) + ((a ^ b) >>> 1 & 0x7f7f7f7f);
    }

    private static int sample(Level level, double x, double y) {
        var left = (int) Math.floor(x);
        var top = (int) Math.floor(y);
        var u = (int) ((x - left) * 256);
        var v = (int) ((y - top) * 256);
        var x0 = Math.max(0, Math.min(level.width - 1, left));
        var x1 = Math.max(0, Math.min(level.width - 1, left + 1));
        var y0 = Math.max(0, Math.min(level.height - 1, top)) * level.width;
        var y1 = Math.max(0, Math.min(level.height - 1, top + 1)) * level.width;
        var upper = across(level.pixels[y0 + x0], level.pixels[y0 + x1], u);
        var lower = across(level.pixels[y1 + x0], level.pixels[y1 + x1], u);
        return across(upper, lower, v);
    }

    private static int across(int a, int b, int share) {
        var colour = Rgb.blend(a & 0xffffff, b & 0xffffff, share);
        var alpha = (a >>> 24) + ((((b >>> 24) - (a >>> 24)) * share) >> 8);
        return alpha << 24 | colour;
    }
}
