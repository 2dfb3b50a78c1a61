package dev.shotwright.media;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A clip on its way to a file. The file appears under its name when {@link #finish} returns; a writer that is closed
 * without it leaves nothing behind.
 *
 * {@snippet :
 * try (var writer = ClipWriter.to(Path.of("fox.mp4"), ClipOptions.standard())) {
 *     writer.begin(new ClipFormat(1280, 720, FrameRate.of(24), 120));
 *     …
 *     writer.frame(pixels);
 *     …
 *     writer.finish();
 * }
 * }
 */
public final class ClipWriter implements ClipSink, AutoCloseable {
    private final Target target;
    private final Container container;
    private final ClipOptions options;
    private final @Nullable Sound sound;
    private @Nullable Encoding encoding;
    private @Nullable ClipFormat format;
    private long frames;

    private ClipWriter(Target target, Container container, ClipOptions options, @Nullable Sound sound) {
        this.target = target;
        this.container = container;
        this.options = options;
        this.sound = sound;
    }

    /**
     * A writer of the container that the target's ending asks for.
     *
     * @throws ShotwrightException with {@link ErrorCode#FILE_EXISTS}, {@link ErrorCode#FILE_NOT_FOUND} (the folder) or
     *     {@link ErrorCode#UNSUPPORTED_FORMAT}, before anything is drawn
     */
    public static ClipWriter to(Path target, ClipOptions options) {
        Container.of(target);
        var file = options.sound();
        return to(target, options, file == null ? null : new SoundSource("audio", file, Limits.standard()));
    }

    /** A writer that takes over a sound and closes it. */
    static ClipWriter to(Path target, ClipOptions options, @Nullable Sound sound) {
        try {
            var container = Container.of(target);
            options.check(container);
            var hidden = container == Container.FRAMES
                    ? Target.folder(target, options.existing())
                    : Target.file(target, options.existing());
            return new ClipWriter(hidden, container, options, sound);
        } catch (RuntimeException e) {
            if (sound != null) {
                sound.close();
            }
            throw e;
        }
    }

    @Override
    public void begin(ClipFormat format) {
        if (this.format != null) {
            throw new IllegalStateException("the clip has begun");
        }
        this.format = format;
        encoding = switch (container) {
            case MP4, WEBM -> new VideoFile(target.hidden(), container, format, options, sound);
            case GIF -> new GifFile(target.hidden(), format, options.metadata());
            case WEBP -> new WebpFile(target.hidden(), format, options.metadata());
            case FRAMES -> new FrameFolder(target.hidden(), format, options.metadata());
        };
    }

    @Override
    public void frame(int[] pixels) {
        var format = this.format;
        if (format == null || encoding == null) {
            throw new IllegalStateException("the clip has not begun");
        }
        if (frames == format.frames() || pixels.length < format.width() * format.height()) {
            throw new IllegalArgumentException(
                    "frame %d with %d pixels does not belong to a clip of %s".formatted(frames, pixels.length, format));
        }
        encoding.frame(pixels);
        frames++;
    }

    /** Completes the file and gives it its name. */
    public void finish() {
        if (format == null || encoding == null || frames != format.frames()) {
            throw new IllegalStateException("%d frames were given of %s".formatted(frames, format));
        }
        encoding.finish();
        encoding.close();
        encoding = null;
        target.publish();
    }

    /** Takes the unfinished file away while another thread may still write to it; for a process that is about to end. */
    public void abandon() {
        target.close();
    }

    @Override
    public void close() {
        try (target;
                sound) {
            if (encoding != null) {
                encoding.close();
            }
        }
    }
}
