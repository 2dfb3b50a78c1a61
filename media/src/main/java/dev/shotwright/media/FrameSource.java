package dev.shotwright.media;

import dev.shotwright.vocabulary.FrameRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pictures that follow each other, all of one size, read one by one. */
interface FrameSource extends AutoCloseable {

    int width();

    int height();

    FrameRate fps();

    /** Reads the next picture; false at the end. */
    boolean next();

    /** The pixels 0xAARRGGBB of the picture that was read last; the array is used again. */
    int[] pixels();

    /** When that picture is shown, in seconds from the first. */
    double seconds();

    /** Leaves out the pictures that are over at a time; it does not go back. */
    void skipTo(double seconds);

    @Override
    void close();

    /** The pictures of a clip, of a folder of pictures, or of a single picture. */
    static FrameSource of(String field, Path path, Limits limits) {
        if (Files.isDirectory(path)) {
            return PictureSequence.ofFolder(field, path, limits);
        }
        var format = FileFormat.of(field, path, limits);
        return switch (format) {
            case WEBP -> {
                var bytes = PictureReader.bytes(field, path, format);
                yield WebpAnimation.is(bytes)
                        ? WebpAnimation.of(field, path, bytes, limits)
                        : new PictureSequence(field, List.of(path), limits);
            }
            case PNG, JPEG, BMP -> new PictureSequence(field, List.of(path), limits);
            case MP4, WEBM, MATROSKA, AVI, GIF, WAV, MP3, AAC, FLAC, OGG ->
                new VideoSource(field, path, format, limits);
        };
    }
}
