package dev.shotwright.models;

import dev.shotwright.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The pictures of the fixtures. */
public final class Pictures {
    private static final Path FOLDER = Path.of(System.getProperty("fixtures"), "pictures");

    private Pictures() {}

    /** {@code (h, w, 3)} bytes of a picture. */
    public static Tensor read(String name) {
        try {
            var image = ImageIO.read(FOLDER.resolve(name + ".png").toFile());
            int h = image.getHeight();
            int w = image.getWidth();
            var bytes = new byte[h * w * 3];
            for (int i = 0; i < h * w; i++) {
                int colour = image.getRGB(i % w, i / w);
                for (int c = 0; c < 3; c++) {
                    bytes[3 * i + c] = (byte) (colour >> (16 - 8 * c));
                }
            }
            return Tensor.of(bytes, h, w, 3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
