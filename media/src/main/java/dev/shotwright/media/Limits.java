package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;

/**
 * What a file may cost at most before it is refused with {@link ErrorCode#MEDIA_TOO_LARGE}.
 *
 * @param bytes the size of a file
 * @param pixels the width times the height of a picture
 * @param frames the frames, or the samples of any other track, that a file announces or holds
 */
public record Limits(long bytes, int pixels, int frames) {

    public Limits {
        if (bytes < 1 || pixels < 1 || frames < 1) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "limits",
                    "limits of %d bytes, %d pixels and %d frames; accepted is one or more of each"
                            .formatted(bytes, pixels, frames));
        }
    }

    /** 16 GiB, pictures a little beyond 8K (36 million pixels), and 2 million frames. */
    public static Limits standard() {
        return new Limits(16L << 30, 36_000_000, 2_000_000);
    }

    /** What FFmpeg is told, which counts the pixels that it adds at the edges too. */
    long pixelsWithEdges() {
        return 2L * pixels + 65_536;
    }

    void checkPixels(String field, Object file, long width, long height) {
        if (width * height > pixels) {
            throw new ShotwrightException(
                    ErrorCode.MEDIA_TOO_LARGE,
                    field,
                    "%s '%s' has %d×%d pixels; accepted are at most %d in all"
                            .formatted(field, file, width, height, pixels));
        }
    }

    void checkFrames(String field, Object file, long count) {
        if (count > frames) {
            throw new ShotwrightException(
                    ErrorCode.MEDIA_TOO_LARGE,
                    field,
                    "%s '%s' has %d frames or more; accepted are at most %d".formatted(field, file, count, frames));
        }
    }
}
