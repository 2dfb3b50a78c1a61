package dev.shotwright.media;

import dev.shotwright.vocabulary.Spelled;

/** How a picture of one shape is put into a frame of another. */
public enum Fit implements Spelled {
    /** Whole, with black beside it or above and below. */
    PAD("pad"),
    /** Filling the frame; what stands over is cut off on both sides alike. */
    CROP("crop"),
    /** Filling the frame, out of proportion. */
    STRETCH("stretch");

    private final String word;

    Fit(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
