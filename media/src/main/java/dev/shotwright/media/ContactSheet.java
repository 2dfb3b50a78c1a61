package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * A clip at a glance: frames from its first on, at equal distances, each above its time code.
 *
 * @param columns the pictures beside each other
 * @param selection which frames are shown
 * @param pictureWidth the width of each picture in pixels
 */
public record ContactSheet(int columns, Selection selection, int pictureWidth) {
    private static final Color PAPER = new Color(0x1E1E22);
    private static final Color INK = new Color(0xE6E6E6);
    private static final int MOST_PICTURES = 1000;
    private static final int NARROWEST = 48;
    private static final int WIDEST = 4096;
    private static final double POINTS_ACROSS = 160;

    public ContactSheet {
        if (columns < 1 || columns > MOST_PICTURES) {
            throw ShotwrightException.invalid("columns", columns, "1 to " + MOST_PICTURES);
        }
        if (pictureWidth < NARROWEST || pictureWidth > WIDEST) {
            throw ShotwrightException.invalid("width", pictureWidth, "%d to %d pixels".formatted(NARROWEST, WIDEST));
        }
    }

    /** Which frames of a clip are shown. */
    public sealed interface Selection {}

    /**
     * Frames from the first to the last.
     *
     * @param count how many, at most; a clip of fewer frames shows all of its own
     */
    public record Spread(int count) implements Selection {
        public Spread {
            if (count < 1 || count > MOST_PICTURES) {
                throw ShotwrightException.invalid("count", count, "1 to %d pictures".formatted(MOST_PICTURES));
            }
        }
    }

    /**
     * The first frame and those that follow it by a multiple of a time.
     *
     * @param distance the time; a shorter one than a frame's shows every frame
     */
    public record Every(Duration distance) implements Selection {
        public Every {
            if (!distance.isPositive()) {
                throw ShotwrightException.invalid("every", Seconds.words(distance), "a time that is longer than 0 s");
            }
        }
    }

    /**
     * Draws the sheet of a clip.
     *
     * @param field the field that is named in an error
     */
    public BufferedImage draw(String field, Path clip, Limits limits) {
        var pictures = Inspection.of(field, clip, limits).pictures();
        if (pictures == null || pictures.frames() == 0) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' holds no pictures".formatted(field, clip));
        }
        var frames = frames(pictures);
        try (var reader = ClipReader.open(field, clip, limits)) {
            var page = new Page(reader, frames.length, limits, field, clip);
            for (var index = 0; index < frames.length; index++) {
                reader.skipTo(pictures.fps().secondsAt(frames[index]));
                if (!reader.next()) {
                    break;
                }
                page.add(
                        index,
                        reader,
                        timeCode(Math.round(reader.seconds() * pictures.fps().framesPerSecond()), pictures.fps()));
            }
            return page.finish();
        }
    }

    private long[] frames(Inspection.PictureTrack pictures) {
        var last = pictures.frames() - 1;
        return switch (selection) {
            case Spread spread -> {
                var shown = (int) Math.min(pictures.frames(), spread.count());
                yield LongStream.range(0, shown)
                        .map(index -> shown == 1 ? 0 : Math.round((double) index * last / (shown - 1)))
                        .toArray();
            }
            case Every every -> {
                var step = Math.max(
                        1,
                        Seconds.of(every.distance()).doubleValue()
                                * pictures.fps().framesPerSecond());
                var shown = Math.floor(last / step + 1e-9) + 1;
                if (shown > MOST_PICTURES) {
                    throw ShotwrightException.invalid(
                            "every",
                            Seconds.words(every.distance()),
                            "a time that gives %d pictures at most; it gives %.0f".formatted(MOST_PICTURES, shown));
                }
                yield LongStream.range(0, (long) shown)
                        .map(index -> Math.min(last, Math.round(index * step)))
                        .toArray();
            }
        };
    }

    /** Hours, minutes, seconds and frames, for example {@code 00:00:01:12}. */
    static String timeCode(long frame, FrameRate fps) {
        var perSecond = Math.max(1, Math.round(fps.framesPerSecond()));
        var seconds = frame / perSecond;
        return "%02d:%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, frame % perSecond);
    }

    private final class Page {
        private final int pictureHeight;
        private final int gap = Math.max(4, pictureWidth / 40);
        private final int point = (int) Math.max(1, Math.round(pictureWidth / POINTS_ACROSS));
        private final int labelHeight = (Digits.HEIGHT + 4) * point;
        private final BufferedImage picture;
        private final BufferedImage page;
        private final Graphics2D graphics;
        private final Digits digits = Digits.load();

        Page(ClipReader reader, int shown, Limits limits, String field, Path clip) {
            pictureHeight = (int) Math.max(1, Math.round((double) pictureWidth * reader.height() / reader.width()));
            var across = Math.min(columns, shown);
            var down = (shown + across - 1) / across;
            var width = (long) across * (pictureWidth + gap) + gap;
            var height = down * ((long) pictureHeight + labelHeight + gap) + gap;
            limits.checkPixels(field, clip, width, height);
            picture = new BufferedImage(pictureWidth, pictureHeight, BufferedImage.TYPE_INT_RGB);
            page = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
            graphics = page.createGraphics();
            graphics.setColor(PAPER);
            graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
            graphics.setColor(INK);
        }

        void add(int index, ClipReader reader, String timeCode) {
            try (var resizer = new Resizer(reader.width(), reader.height(), pictureWidth, pictureHeight)) {
                resizer.resize(
                        reader.pixels(), ((DataBufferInt) picture.getRaster().getDataBuffer()).getData());
            }
            var x = gap + index % columns * (pictureWidth + gap);
            var y = gap + index / columns * (pictureHeight + labelHeight + gap);
            graphics.drawImage(picture, x, y, null);
            var left = x + (pictureWidth - digits.width(timeCode) * point) / 2;
            digits.draw(graphics, timeCode, left, y + pictureHeight + 2 * point, point);
        }

        BufferedImage finish() {
            graphics.dispose();
            return page;
        }
    }
}
