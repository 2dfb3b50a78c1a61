package dev.shotwright.media;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clip made of pieces of others: one piece is a cut, several are joined, and all take the same shape and rate. The
 * pictures are coded anew, so that cuts are exact to the frame. The sound of the pieces goes with them unless the options
 * bring another; containers that hold no sound drop it.
 *
 * {@snippet :
 * Montage.of(new Piece(fox, Duration.ofSeconds(1), Duration.ofSeconds(3)), Piece.whole(hug))
 *     .withShape(new Shape(1080, 1920, Fit.CROP))
 *     .write(Path.of("film.mp4"), ClipOptions.standard(), Limits.standard());
 * }
 *
 * @param shape the size of all frames, or null for that of the first piece, into which others are padded
 * @param fps the rate, or null for that of the first piece
 */
public record Montage(
        List<Piece> pieces, @Nullable Shape shape, @Nullable FrameRate fps) {

    public Montage {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, "pieces", "a montage has no pieces; accepted is one or more");
        }
    }

    /** The size of frames, and how pictures of other shapes are put into them. */
    public record Shape(int width, int height, Fit fit) {

        public Shape {
            if (width < 1 || height < 1) {
                throw new ShotwrightException(
                        ErrorCode.INVALID_VALUE,
                        "size",
                        "size is %d×%d; accepted is 1×1 or more".formatted(width, height));
            }
        }
    }

    /**
     * A part of a clip, or a picture that stands still.
     *
     * @param to the end, or null for that of the clip; a picture stands until then, and for one frame without it
     */
    public record Piece(Path clip, Duration from, @Nullable Duration to) {

        public Piece {
            if (from.isNegative() || (to != null && to.compareTo(from) <= 0)) {
                throw new ShotwrightException(
                        ErrorCode.INVALID_VALUE,
                        "pieces",
                        "'%s' from %s to %s; accepted is a beginning at 0 or later and an end after it"
                                .formatted(clip, from, to));
            }
        }

        public static Piece whole(Path clip) {
            return new Piece(clip, Duration.ZERO, null);
        }
    }

    public static Montage of(Piece... pieces) {
        return new Montage(List.of(pieces), null, null);
    }

    public Montage withShape(Shape shape) {
        return new Montage(pieces, shape, fps);
    }

    public Montage withFps(FrameRate fps) {
        return new Montage(pieces, shape, fps);
    }

    /** Writes the clip, unless the thread is interrupted meanwhile. */
    public void write(Path target, ClipOptions options, Limits limits) {
        Cut.checkWanted();
        var inspections = new ArrayList<Inspection>();
        for (var piece : pieces) {
            inspections.add(Inspection.of("clip", piece.clip(), limits));
        }
        var first = inspections.getFirst().pictures();
        if (first == null) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA,
                    "clip",
                    "clip '%s' holds no moving pictures"
                            .formatted(pieces.getFirst().clip()));
        }
        var rate = fps == null ? first.fps() : fps;
        var frame = shape == null ? new Shape(first.width(), first.height(), Fit.PAD) : shape;
        var cuts = new ArrayList<Cut>();
        for (var number = 0; number < pieces.size(); number++) {
            cuts.add(Cut.of(pieces.get(number), inspections.get(number), rate));
        }
        var frames = cuts.stream().mapToLong(Cut::frames).sum();
        limits.checkPixels("size", target, frame.width(), frame.height());
        limits.checkFrames("clip", target, frames);
        var sounds = options.sound() == null
                && Container.of(target).sounds()
                && cuts.stream().anyMatch(Cut::sounds);
        try (var writer = sounds
                ? ClipWriter.to(target, options, new CutSound(cuts, rate, limits))
                : ClipWriter.to(target, options)) {
            writer.begin(new ClipFormat(frame.width(), frame.height(), rate, frames));
            for (var cut : cuts) {
                cut.copy(writer, frame, rate, limits);
            }
            writer.finish();
        }
    }
}
