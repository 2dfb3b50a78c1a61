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

    private static final Pattern LAST = Pattern.compile("(?:^|\\s)--([a-z]+)[ =]+(\\S+)\\s*$");

    TextFlags {
        fields = Map.copyOf(fields);
    }

    static TextFlags of(String text) {
        var rest = text;
        var found = new ArrayDeque<Map.Entry<String, String>>();
        while (true) {
            var matcher = LAST.matcher(rest);
            if (!matcher.find() || !NAMES.containsKey(matcher.group(1))) {
                break;
            }
            found.push(Map.entry(NAMES.getOrDefault(matcher.group(1), ""), matcher.group(2)));
            rest = rest.substring(0, matcher.start());
        }
        var fields = new LinkedHashMap<String, String>();
        found.forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return new TextFlags(rest.strip(), fields);
    }
}
