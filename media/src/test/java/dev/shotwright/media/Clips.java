package dev.shotwright.media;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import java.nio.file.Path;

/** Small clips whose frames can be told apart: a bar that moves over a coloured ground, brighter from frame to frame. */
final class Clips {
    private Clips() {}

    static ClipFormat format(int width, int height, int fps, long frames) {
        return new ClipFormat(width, height, FrameRate.of(fps), frames);
    }

    static Path write(Path target, ClipFormat format) {
        return write(target, format, ClipOptions.standard());
    }

    static Path write(Path target, ClipFormat format, ClipOptions options) {
        try (var writer = ClipWriter.to(target, options)) {
            writer.begin(format);
            for (var frame = 0L; frame < format.frames(); frame++) {
                writer.frame(pixels(format, frame));
            }
            writer.finish();
        }
        return target;
    }

    static int[] pixels(ClipFormat format, long frame) {
        var pixels = new int[format.width() * format.height()];
        var bar = format.width() * (frame + 0.5) / format.frames();
        for (var y = 0; y < format.height(); y++) {
            for (var x = 0; x < format.width(); x++) {
                var ground = y < format.height() / 2 ? 0x3060C0 : 0x40A040;
                pixels[y * format.width() + x] =
                        Math.abs(x - bar) <= Math.max(1, format.width() / 16.0) ? 0xE0C020 : ground;
            }
        }
        return pixels;
    }

    /** The mean difference of two pictures over all pixels and colours, 0 to 255. */
    static double difference(int[] a, int[] b) {
        var sum = 0L;
        for (var index = 0; index < a.length; index++) {
            for (var shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((a[index] >> shift & 255) - (b[index] >> shift & 255));
            }
        }
        return sum / (3.0 * a.length);
    }
}
