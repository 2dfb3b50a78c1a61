package dev.shotwright.world.prompt;

import java.util.HashMap;
import java.util.Map;

/** The way from traditional to simplified Chinese characters, one for one, so that places in the text stay the same. */
final class Script {
    private final Map<Character, Character> simple = new HashMap<>();

    /** @param pairs words of two characters, the traditional one first */
    Script(String pairs) {
        for (var pair : pairs.split("\\s+", -1)) {
            if (pair.length() == 2) {
                simple.put(pair.charAt(0), pair.charAt(1));
            }
        }
    }

    String simplified(String text) {
        var result = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            result.append((char) simple.getOrDefault(text.charAt(i), text.charAt(i)));
        }
        return result.toString();
    }
}
