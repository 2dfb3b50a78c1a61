package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;

/**
 * How long a text may be.
 *
 * @param least the least that the model needs; nothing or 0 where the text may be absent
 * @param tokenizer the tokenizer that tokens are counted by; there for tokens and nothing else
 */
public record TextLimit(
        @Nullable Integer least,
        int most,
        TextUnit unit,
        @Nullable String tokenizer) {

    public TextLimit {
        if (most < 1 || (least != null && (least < 0 || least > most))) {
            throw ShotwrightException.invalid("most", most, "1 or more, and at least the least");
        }
        if ((unit == TextUnit.TOKENS) != (tokenizer != null)) {
            throw ShotwrightException.invalid(
                    "tokenizer",
                    tokenizer == null ? "absent" : tokenizer,
                    "the name of a tokenizer if and only if the unit is tokens");
        }
    }

    /** How long a text is in the unit of this limit. */
    public long lengthOf(String text, TokenCounter counter) {
        return switch (unit) {
            case CHARACTERS -> text.codePointCount(0, text.length());
            case UTF_16_UNITS -> text.length();
            case BYTES -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            case TOKENS -> counter.count(java.util.Objects.requireNonNull(tokenizer), text);
        };
    }

    /** For example {@code 800 characters}. */
    public String words() {
        var span = least == null || least == 0 ? "at most " + most : least + " to " + most;
        return span + " " + unit.word() + (tokenizer == null ? "" : " of " + tokenizer);
    }
}
