package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.file.Path;

/**
 * The first picture of a clip, made smaller.
 *
 * @param width in pixels, at most; a clip that is narrower keeps its own
 */
public record Thumbnail(int width) {

    public Thumbnail {
        if (width < 1) {
            throw ShotwrightException.invalid("width", width, "1 pixel or more");
        }
    }

    /**
     * Draws the picture of a clip.
     *
     * @param field the field that is named in an error
     */
    public BufferedImage draw(String field, Path clip, Limits limits) {
        try (var reader = ClipReader.open(field, clip, limits)) {
            if (!reader.next()) {
                throw new ShotwrightException(
                        ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' holds no pictures".formatted(field, clip));
            }
            var across = Math.min(width, reader.width());
            var down = (int) Math.max(1, Math.round((double) across * reader.height() / reader.width()));
            var picture = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
            try (var resizer = new Resizer(reader.width(), reader.height(), across, down)) {
                resizer.resize(
                        reader.pixels(), ((DataBufferInt) picture.getRaster().getDataBuffer()).getData());
            }
            return picture;
        }
    }
}
