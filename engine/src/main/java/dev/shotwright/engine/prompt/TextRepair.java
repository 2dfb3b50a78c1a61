package dev.shotwright.engine.prompt;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text freed of what copying, converting and escaping do to it: what ftfy 6.3.1 does in its usual configuration, line by line,
 * each step again until nothing changes.
 */
final class TextRepair {
    private static final Pattern TERMINAL = Pattern.compile("\u001B\\[[\\p{Nd};]*[a-zA-Z]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201C-\u201F]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u02BC\u2018-\u201B]");
    private static final Pattern BREAKS = Pattern.compile("\r\n|[\r\u2028\u2029\u0085]");
    private static final Pattern LONE_SURROGATES = Pattern.compile("\\p{Cs}");
    private static final Pattern CONTROLS =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffc]");
    private static final char WIDE_SPACE = '\u3000';
    private static final char FIRST_WIDE = '\uFF01';
    private static final char LAST_WIDE = '\uFFEF';

    private final Entities entities;
    private final Mojibake mojibake = new Mojibake();
    private final Map<Character, String> ligatures = new HashMap<>();

    TextRepair(Entities entities) {
        this.entities = entities;
        for (var line : Tables.lines("ligatures.txt")) {
            ligatures.put(Tables.character(line[0]).charAt(0), Tables.characters(line, 1, line.length));
        }
    }

    /** The whole text; from the first line with a {@code <} on it is taken for HTML, whose references stay. */
    String repaired(String text) {
        var out = new StringBuilder();
        var markup = false;
        for (var from = 0; from < text.length(); ) {
            var end = text.indexOf('\n', from) + 1;
            var line = text.substring(from, end == 0 ? text.length() : end);
            markup |= line.indexOf('<') >= 0;
            out.append(line(line, markup));
            from += line.length();
        }
        return out.toString();
    }

    private String line(String line, boolean markup) {
        var text = line;
        while (true) {
            var next = step(markup ? text : entities.resolvedWhereCertain(text));
            if (next.equals(text)) {
                return text;
            }
            text = next;
        }
    }

    private String step(String line) {
        var text = mojibake.withoutC1(mojibake.mended(line));
        text = standardWidth(withoutLigatures(text));
        text = SINGLE_QUOTES
                .matcher(DOUBLE_QUOTES.matcher(text).replaceAll("\""))
                .replaceAll("'");
        text = BREAKS.matcher(text).replaceAll("\n");
        text = LONE_SURROGATES.matcher(text).replaceAll("\uFFFD");
        text = TERMINAL.matcher(text).replaceAll("");
        text = CONTROLS.matcher(text).replaceAll("");
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private String withoutLigatures(String text) {
        var out = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            var letters = ligatures.get((char) c);
            if (letters == null) {
                out.append((char) c);
            } else {
                out.append(letters);
            }
        });
        return out.toString();
    }

    private static String standardWidth(String text) {
        var out = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c == WIDE_SPACE) {
                out.append(' ');
            } else if (c >= FIRST_WIDE && c <= LAST_WIDE) {
                out.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
