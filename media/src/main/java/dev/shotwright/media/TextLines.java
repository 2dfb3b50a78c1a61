package dev.shotwright.media;

import java.util.Map;
import java.util.TreeMap;

/** What a file says of itself where there is room for one text: lines {@code key=value}. */
final class TextLines {
    private TextLines() {}

    static String write(Map<String, String> texts) {
        var lines = new StringBuilder();
        texts.forEach((key, value) ->
                lines.append(key).append('=').append(value.replace('\n', ' ')).append('\n'));
        return lines.toString();
    }

    /** The texts of lines; a text without keys is a comment. */
    static Map<String, String> read(String text) {
        var texts = new TreeMap<String, String>();
        for (var line : text.strip().split("\n", -1)) {
            var equals = line.indexOf('=');
            if (equals <= 0) {
                return Map.of("comment", text);
            }
            texts.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return texts;
    }
}
