package dev.shotwright.world.figure;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of colour words, and the arithmetic of colours. */
public final class Colours {
    private final Map<String, Integer> words;

    Colours(Map<String, Integer> words) {
        this.words = Map.copyOf(words);
    }

    /** 0xFFRRGGBB of an English colour word or of {@code #rrggbb}; null for a word that is no colour. */
    public @Nullable Integer of(String word) {
        if (word.startsWith("#")) {
            return word.length() == 9
                    ? (int) Long.parseLong(word.substring(1), 16)
                    : 0xFF000000 | Integer.parseInt(word.substring(1), 16);
        }
        var plain = words.get(word);
        if (plain != null) {
            return plain;
        }
        if (word.startsWith("light-") || word.startsWith("pale-")) {
            var base = of(word.substring(word.indexOf('-') + 1));
            return base == null ? null : mixed(base, 0xFFFFFFFF, 0.45);
        }
        if (word.startsWith("dark-") || word.startsWith("deep-")) {
            var base = of(word.substring(5));
            return base == null ? null : shaded(base, 0.6);
        }
        return null;
    }

    /** The colour at {@code t} of the way to another, by channel, alpha included. */
    public static int mixed(int from, int to, double t) {
        var result = 0;
        for (var shift = 24; shift >= 0; shift -= 8) {
            var a = from >>> shift & 0xFF;
            var b = to >>> shift & 0xFF;
            result |= (int) Math.round(a + (b - a) * t) << shift;
        }
        return result;
    }

    /** The colour made darker, or lighter above 1, with its alpha kept. */
    public static int shaded(int colour, double factor) {
        var result = colour & 0xFF000000;
        for (var shift = 16; shift >= 0; shift -= 8) {
            result |= Math.clamp(Math.round((colour >>> shift & 0xFF) * factor), 0, 255) << shift;
        }
        return result;
    }
}
