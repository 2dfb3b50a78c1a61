package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures from PNG, JPEG, WebP, GIF and BMP files, and the first picture of a clip. */
public final class PictureReader {
    private static final long MOST_BYTES = 512L << 20;

    private final Limits limits;

    public PictureReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * A picture as it is meant to be seen, turned as its EXIF orientation says. Transparent parts stay transparent.
     *
     * @param field the field that is named in an error
     * @return an image of the type {@code INT_RGB}, or {@code INT_ARGB} if the file's kind of picture has transparency
     */
    public BufferedImage read(String field, Path file) {
        return decode(field, file, limits).image();
    }

    /**
     * A picture as it is meant to be seen, with a colour behind its transparent parts.
     *
     * @param field the field that is named in an error
     * @param background 0xRRGGBB
     * @return an image of the type {@code INT_RGB}
     */
    public BufferedImage readOn(int background, String field, Path file) {
        var picture = decode(field, file, limits);
        if (picture.image().getType() == BufferedImage.TYPE_INT_RGB) {
            return picture.image();
        }
        Alpha.lay(picture.pixels(), background);
        return StillPicture.of(picture.image().getWidth(), picture.pixels(), BufferedImage.TYPE_INT_RGB)
                .image();
    }

    static StillPicture decode(String field, Path file, Limits limits) {
        var format = FileFormat.of(field, file, limits);
        if (!format.still()) {
            return firstFrame(field, file, limits);
        }
        var bytes = bytes(field, file, format);
        return format == FileFormat.WEBP && WebpAnimation.is(bytes)
                ? firstFrame(field, file, limits)
                : StillPicture.decode(field, file, format, bytes, limits);
    }

    /** The whole of a picture file. */
    static byte[] bytes(String field, Path file, FileFormat format) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ShotwrightException(
                        ErrorCode.MEDIA_TOO_LARGE,
                        field,
                        "%s '%s' is larger than 512 MiB; accepted are smaller pictures".formatted(field, file));
            }
            CutOff.check(field, file, format);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' cannot be read: %s".formatted(field, file, e), e);
        }
    }

    private static StillPicture firstFrame(String field, Path file, Limits limits) {
        try (var source = FrameSource.of(field, file, limits)) {
            if (!source.next()) {
                throw new ShotwrightException(
                        ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' holds no picture".formatted(field, file));
            }
            var type = Alpha.opaque(source.pixels()) ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
            return StillPicture.of(source.width(), source.pixels(), type);
        }
    }
}
