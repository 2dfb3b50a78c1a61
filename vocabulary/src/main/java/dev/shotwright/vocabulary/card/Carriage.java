package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** How a medium reaches a vendor. */
public enum Carriage implements Spelled {
    /** The vendor reads it from an address. */
    ADDRESS("address"),
    /** It travels within the request. */
    INLINE("inline"),
    /** It is uploaded before. */
    UPLOAD("upload"),
    /** The vendor has it, since it drew it, and knows it by an address of its own such as {@code luma://5f3b}. */
    OWN("own");

    private final String word;

    Carriage(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
