package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Single pictures on their way to PNG files, which appear whole or not at all. */
public final class PictureWriter {
    private final Existing existing;
    private final Map<String, String> metadata;

    /**
     * A writer.
     *
     * @param metadata what the files say of themselves, for example {@code comment}
     */
    public PictureWriter(Existing existing, Map<String, String> metadata) {
        this.existing = existing;
        this.metadata = Map.copyOf(metadata);
    }

    /** Writes an opaque picture; the name ends in {@code .png}. */
    public void write(BufferedImage picture, Path target) {
        if (!target.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "out",
                    "out is '%s'; the accepted ending of a picture is .png".formatted(target));
        }
        var width = picture.getWidth();
        var height = picture.getHeight();
        try (var file = Target.file(target, existing);
                var encoder = new PngEncoder(width, height, metadata)) {
            Files.write(file.hidden(), encoder.encode(picture.getRGB(0, 0, width, height, null, 0, width)));
            file.publish();
        } catch (IOException e) {
            throw Target.storageFailed(target, e);
        }
    }
}
