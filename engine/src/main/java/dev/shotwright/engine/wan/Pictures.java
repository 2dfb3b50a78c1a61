package dev.shotwright.engine.wan;

import dev.shotwright.media.Limits;
import dev.shotwright.media.PictureReader;
import dev.shotwright.models.Resampling;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Pictures on their way into a model. */
final class Pictures {
    private static final int WHITE = 0xffffff;

    private Pictures() {}

    /** The bytes of a picture: {@code (h, w, 3)}, turned as its metadata says and laid on white. */
    static Tensor read(String field, Path file) {
        var picture = new PictureReader(Limits.standard()).readOn(WHITE, field, file);
        int w = picture.getWidth();
        int h = picture.getHeight();
        var pixels = picture.getRGB(0, 0, w, h, null, 0, w);
        var bytes = new byte[pixels.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            bytes[3 * i] = (byte) (pixels[i] >> 16);
            bytes[3 * i + 1] = (byte) (pixels[i] >> 8);
            bytes[3 * i + 2] = (byte) pixels[i];
        }
        return Tensor.of(bytes, h, w, 3);
    }

    /** A picture stretched to a clip's size: {@code (1, 3, 1, height, width)} from −1 to 1. */
    static Tensor stretched(String field, Path file, int height, int width) {
        return Scope.tidy(() -> Resampling.LANCZOS
                .resize(read(field, file), height, width)
                .to(DataType.F32)
                .div(255)
                .mul(2)
                .sub(1)
                .permute(2, 0, 1)
                .contiguous()
                .reshape(1, 3, 1, height, width));
    }

    /** Frames {@code from} to {@code from + count} of a clip of which only the first and the last are known; the others are grey. */
    static Tensor frames(Tensor first, @Nullable Tensor last, long from, long count, int total) {
        return Scope.tidy(() -> {
            var frames = Tensor.zeros(DataType.F32, 1, 3, count, first.size(3), first.size(4));
            if (from == 0) {
                frames.narrow(2, 0, 1).copyInPlace(first);
            }
            if (last != null && from + count == total) {
                frames.narrow(2, count - 1, 1).copyInPlace(last);
            }
            return frames;
        });
    }
}
