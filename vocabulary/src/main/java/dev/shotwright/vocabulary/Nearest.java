package dev.shotwright.vocabulary;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The known word that a mistyped one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The word that takes the fewest changed letters, if they are at most half of the given ones; upper case is as lower. */
    public static @Nullable String word(String given, Collection<String> known) {
        String nearest = null;
        var least = Math.max(2, given.length() / 2) + 1;
        for (var candidate : known) {
            var distance = distance(given, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (var j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= left.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.length(); j++) {
                var same = Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                var changed = Math.min(diagonal + (same ? 0 : 1), Math.min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = changed;
            }
        }
        return row[right.length()];
    }
}
