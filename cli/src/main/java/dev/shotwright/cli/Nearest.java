package dev.shotwright.cli;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The word that somebody who mistyped may have meant. */
final class Nearest {
    private Nearest() {}

    /** The known word with the fewest letters to change, or null where none is near. */
    static @Nullable String of(String text, Collection<String> known) {
        String nearest = null;
        var fewest = Math.max(1, text.length() / 3) + 1;
        for (var word : known) {
            var changes = changes(text, word);
            if (changes < fewest) {
                fewest = changes;
                nearest = word;
            }
        }
        return nearest;
    }

    private static int changes(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
