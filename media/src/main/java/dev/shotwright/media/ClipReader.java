package dev.shotwright.media;

import dev.shotwright.vocabulary.FrameRate;
import java.nio.file.Path;

/**
 * A clip that is read frame by frame: a file of any kind that is read, a folder of pictures, or one picture.
 *
 * {@snippet :
 * try (var reader = ClipReader.open("clip", Path.of("fox.mp4"), Limits.standard())) {
 *     while (reader.next()) {
 *         show(reader.pixels(), reader.seconds());
 *     }
 * }
 * }
 */
public final class ClipReader implements AutoCloseable {
    private static final int BACKGROUND = 0xFFFFFF;

    private final String field;
    private final Path clip;
    private final Limits limits;
    private final FrameSource source;
    private long frames;

    private ClipReader(String field, Path clip, Limits limits, FrameSource source) {
        this.field = field;
        this.clip = clip;
        this.limits = limits;
        this.source = source;
    }

    /**
     * Opens a clip.
     *
     * @param field the field that is named in an error
     */
    public static ClipReader open(String field, Path clip, Limits limits) {
        return new ClipReader(field, clip, limits, FrameSource.of(field, clip, limits));
    }

    public int width() {
        return source.width();
    }

    public int height() {
        return source.height();
    }

    /** The rate that the clip says it has; its frames need not keep to it, see {@link #seconds}. */
    public FrameRate fps() {
        return source.fps();
    }

    /** Reads the next frame; false at the end of the clip. */
    public boolean next() {
        if (!source.next()) {
            return false;
        }
        limits.checkFrames(field, clip, ++frames);
        Alpha.lay(source.pixels(), BACKGROUND);
        return true;
    }

    /**
     * The pixels 0xRRGGBB of the frame that was read last, row by row from the top left, with white behind transparent
     * parts; the array is used again.
     */
    public int[] pixels() {
        return source.pixels();
    }

    /** When that frame is shown, in seconds from the first. */
    public double seconds() {
        return source.seconds();
    }

    /** Leaves out the frames that are over at a time; it does not go back. */
    public void skipTo(double seconds) {
        source.skipTo(seconds);
    }

    @Override
    public void close() {
        source.close();
    }
}
