package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** What a price is for. */
public enum PriceUnit implements Spelled {
    SECOND("second"),
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
