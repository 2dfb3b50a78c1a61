package dev.shotwright.media;

import dev.shotwright.media.Inspection.SoundTrack;
import dev.shotwright.media.Montage.Piece;
import dev.shotwright.media.Montage.Shape;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A piece of a clip counted in the frames of a montage.
 *
 * @param from where it begins in its clip, in seconds
 * @param frames how many frames of the montage it fills
 * @param sounds whether its clip has sound
 */
record Cut(Path clip, double from, long frames, boolean sounds) {
    private static final double NANOSECONDS = 1e9;

    /** How much later than wanted, in frames, a picture may be shown: files round their times. */
    private static final double TOLERANCE = 0.25;

    static Cut of(Piece piece, Inspection inspection, FrameRate fps) {
        var still = inspection.duration().isZero();
        var end = piece.to();
        if (end == null || (!still && end.compareTo(inspection.duration()) > 0)) {
            end = inspection.duration();
        }
        if (!still && piece.from().compareTo(end) >= 0) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "pieces",
                    "'%s' begins at %s; accepted is a time before its end at %s"
                            .formatted(piece.clip(), piece.from(), inspection.duration()));
        }
        var from = seconds(piece.from());
        return new Cut(
                piece.clip(),
                from,
                Math.max(1, Math.round((seconds(end) - from) * fps.framesPerSecond())),
                inspection.tracks().stream().anyMatch(SoundTrack.class::isInstance));
    }

    /** Puts the frames of this piece into a writer, each picture as long as its clip shows it. */
    void copy(ClipWriter writer, Shape shape, FrameRate fps, Limits limits) {
        try (var reader = ClipReader.open("clip", clip, limits);
                var fitting =
                        new Fitting(reader.width(), reader.height(), shape.width(), shape.height(), shape.fit())) {
            reader.skipTo(from);
            var more = reader.next();
            if (!more) {
                throw new ShotwrightException(
                        ErrorCode.UNREADABLE_MEDIA, "clip", "clip '%s' ends before %.3f s".formatted(clip, from));
            }
            var picture = fitting.fit(reader.pixels());
            more = reader.next();
            for (var frame = 0L; frame < frames; frame++) {
                var latest = from + fps.secondsAt(frame) + TOLERANCE / fps.framesPerSecond();
                while (more && reader.seconds() <= latest) {
                    picture = fitting.fit(reader.pixels());
                    more = reader.next();
                }
                checkWanted();
                writer.frame(picture);
            }
        }
    }

    /** Ends the work of a thread that was interrupted. */
    static void checkWanted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ShotwrightException(ErrorCode.CANCELLED, null, "the clip was given up while it was written");
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOSECONDS;
    }
}
