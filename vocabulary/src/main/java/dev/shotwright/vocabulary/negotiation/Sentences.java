package dev.shotwright.vocabulary.negotiation;

import org.jspecify.annotations.Nullable;

/** How words are added to a text so that they read as a sentence of their own. */
final class Sentences {
    private static final String ENDS = ".!?;:,。!?;:,…\"”』」";

    private Sentences() {}

    static String append(@Nullable String text, String words) {
        if (text == null) {
            return words;
        }
        var stripped = text.stripTrailing();
        var ended = words.startsWith("[") || ENDS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return stripped + (ended ? " " : ". ") + words;
    }
}
