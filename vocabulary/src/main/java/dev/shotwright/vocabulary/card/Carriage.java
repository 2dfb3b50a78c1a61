package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** How a medium reaches a vendor. */
public enum Carriage implements Spelled {
    /** The vendor reads it from an address. */
    ADDRESS("address"),
    /** It travels within the request. */
    INLINE("inline"),
    /** It is uploaded before. */
    UPLOAD("upload");

    private final String word;

    Carriage(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
