package dev.shotwright.media;

import dev.shotwright.vocabulary.Spelled;

/** A way to compress moving pictures. */
public enum VideoCodec implements Spelled {
    H264("h264", "libopenh264"),
    VP9("vp9", "libvpx-vp9"),
    AV1("av1", "libaom-av1");

    private final String word;
    private final String encoder;

    VideoCodec(String word, String encoder) {
        this.word = word;
        this.encoder = encoder;
    }

    @Override
    public String word() {
        return word;
    }

    /** FFmpeg's name for the encoder. */
    String encoder() {
        return encoder;
    }

    /** The fewest columns and rows that a picture may have. */
    int smallestSide() {
        return switch (this) {
            case H264 -> 16;
            case VP9 -> 1;
            case AV1 -> 64;
        };
    }

    /** Whether a picture may have an odd number of columns or rows; if not, one more is coded and cropped by the file. */
    boolean codesOddSizes() {
        return switch (this) {
            case VP9 -> true;
            case H264, AV1 -> false;
        };
    }
}
