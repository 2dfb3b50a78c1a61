package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** What a price is for. */
public enum PriceUnit implements Spelled {
    /** A second that is drawn. */
    SECOND("second"),
    /** A second that is drawn, or that is read of a clip. */
    EVERY_SECOND("every-second"),
    /** A million {@linkplain VideoTokens video tokens}. */
    MILLION_TOKENS("million-tokens"),
    CLIP("clip");

    private final String word;

    PriceUnit(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
