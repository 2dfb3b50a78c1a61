package dev.shotwright.server.ark;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A prompt, and the parameters that older requests write behind it: {@code a cat --ratio 16:9 --dur 5}. Only words that Ark
 * knows are parameters; whatever else looks like one stays in the prompt.
 *
 * @param fields each parameter under the name of its field
 */
record TextFlags(String prompt, Map<String, String> fields) {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ratio", "ratio"),
            Map.entry("rt", "ratio"),
            Map.entry("resolution", "resolution"),
            Map.entry("rs", "resolution"),
            Map.entry("dur", "duration"),
            Map.entry("duration", "duration"),
            Map.entry("frames", "frames"),
            Map.entry("fps", "framespersecond"),
            Map.entry("framespersecond", "framespersecond"),
            Map.entry("seed", "seed"),
            Map.entry("watermark", "watermark"),
            Map.entry("wm", "watermark"),
            Map.entry("camerafixed", "camera_fixed"),
            Map.entry("cf", "camera_fixed"));

    private static final Pattern FLAG = Pattern.compile("--([a-z]++)[ =]++(\\S++)\\s*+");

    TextFlags {
        fields = Map.copyOf(fields);
    }

    static TextFlags of(String text) {
        var end = text.length();
        var found = new ArrayDeque<Map.Entry<String, String>>();
        var flag = FLAG.matcher(text);
        for (var start = last(text, end); start >= 0; start = last(text, end)) {
            if (!flag.region(start, end).matches() || !NAMES.containsKey(flag.group(1))) {
                break;
            }
            found.push(Map.entry(NAMES.getOrDefault(flag.group(1), ""), flag.group(2)));
            end = start;
        }
        var fields = new LinkedHashMap<String, String>();
        found.forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return new TextFlags(text.substring(0, end).strip(), fields);
    }

    /** Where the last flag before a place begins; less than 0 if there is none. */
    private static int last(String text, int end) {
        var start = text.lastIndexOf("--", end - 1);
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start = text.lastIndexOf("--", start - 1);
        }
        return start;
    }
}
