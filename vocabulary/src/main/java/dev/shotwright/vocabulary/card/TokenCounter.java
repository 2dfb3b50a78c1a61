package dev.shotwright.vocabulary.card;

import java.nio.charset.StandardCharsets;

/** Counts the tokens of a text; whoever has the tokenizers' files passes it in. */
@FunctionalInterface
public interface TokenCounter {
    /** One token a byte: never too few, for whoever has no tokenizer at hand. */
    TokenCounter UPPER_BOUND = (tokenizer, text) -> text.getBytes(StandardCharsets.UTF_8).length;

    /**
     * How many tokens a text has.
     *
     * @param tokenizer the name that the card gives
     */
    long count(String tokenizer, String text);
}
