package dev.shotwright.vocabulary;

/**
 * Where a {@link LocalModel} puts the frames that it draws, in order. The caller owns it: it opens, finishes or abandons it.
 */
public interface ClipSink {

    /** Announces the format; called once, before the first frame. */
    void begin(ClipFormat format);

    /**
     * Takes the next frame.
     *
     * @param pixels {@code width × height} values 0xRRGGBB, row by row from the top left, full-range sRGB; the sink has
     *     read them when it returns, so that the array may be used again
     */
    void frame(int[] pixels);
}
