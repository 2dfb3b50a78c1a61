package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Spelled;

/** What the length of a text is counted in. */
public enum TextUnit implements Spelled {
    /** Unicode code points. */
    CHARACTERS("characters"),
    UTF_16_UNITS("utf-16-units"),
    /** Bytes of UTF-8. */
    BYTES("bytes"),
    /** Tokens of the model's own tokenizer. */
    TOKENS("tokens");

    private final String word;

    TextUnit(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
