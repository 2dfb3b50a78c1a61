package dev.shotwright.vocabulary;

/** The size, rate and length of a clip that is being made: pixels, frames per second, and a count of frames. */
public record ClipFormat(int width, int height, FrameRate fps, long frames) {

    public ClipFormat {
        if (width < 1 || height < 1 || frames < 1) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "size",
                    "a clip of %dx%d with %d frames; accepted are one pixel and one frame or more"
                            .formatted(width, height, frames));
        }
    }

    /** The length in seconds. */
    public double seconds() {
        return fps.secondsAt(frames);
    }
}
