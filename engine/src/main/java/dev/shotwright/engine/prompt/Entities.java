package dev.shotwright.engine.prompt;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The character references of HTML 5, by name and by number, resolved as browsers do, or only where no doubt is left that they
 * are meant.
 */
final class Entities {
    private static final Pattern ANY = Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
    private static final Pattern CERTAIN = Pattern.compile("&#?[0-9A-Za-z]{1,24};");
    private static final Pattern NUMBER = Pattern.compile("#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?");
    private static final int MOST_DIGITS = 12;
    private static final String LOST = "\uFFFD";

    private final Map<String, String> named = new HashMap<>();
    private final Map<String, String> certain = new HashMap<>();
    private final Map<Integer, String> replaced = new HashMap<>();

    Entities() {
        for (var line : Tables.lines("entities.txt")) {
            var upper = line[line.length - 1].equals("upper");
            var text = Tables.characters(line, 1, upper ? line.length - 1 : line.length);
            if (!upper) {
                named.put(line[0], text);
            }
            if (line[0].endsWith(";")) {
                certain.put(line[0], text);
            }
        }
        for (var line : Tables.lines("references.txt")) {
            replaced.putIfAbsent(Integer.parseInt(line[0], 16), line[1].equals("-") ? "" : Tables.character(line[1]));
        }
    }

    /** Resolves all references as a browser does, also those without a semicolon. */
    String resolved(String text) {
        return text.indexOf('&') < 0
                ? text
                : ANY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(resolve(match)));
    }

    private String resolve(MatchResult match) {
        var word = match.group(1);
        if (word.startsWith("#")) {
            var number = number(word);
            return number == null ? match.group() : number;
        }
        for (var end = word.length(); end > 1; end--) {
            var known = named.get(word.substring(0, end));
            if (known != null) {
                return known + word.substring(end);
            }
        }
        return match.group();
    }

    private @Nullable String number(String word) {
        var digits = NUMBER.matcher(word);
        if (!digits.matches()) {
            return null;
        }
        var hex = digits.group(1);
        var text = (hex != null ? hex : digits.group(2)).replaceFirst("^0+(?=.)", "");
        if (text.length() > MOST_DIGITS) {
            return LOST;
        }
        var code = Long.parseLong(text, hex != null ? 16 : 10);
        var other = code > Character.MAX_CODE_POINT ? null : replaced.get((int) code);
        if (other != null) {
            return other;
        }
        var none = code > Character.MAX_CODE_POINT || (code >= 0xD800 && code <= 0xDFFF);
        return none ? LOST : Character.toString((int) code);
    }

    /** Resolves references that end in a semicolon, also names of letters that were put in upper case. */
    String resolvedWhereCertain(String text) {
        return text.indexOf('&') < 0
                ? text
                : CERTAIN.matcher(text).replaceAll(match -> Matcher.quoteReplacement(resolveCertain(match.group())));
    }

    private String resolveCertain(String reference) {
        var known = certain.get(reference.substring(1));
        if (known != null) {
            return known;
        }
        if (!reference.startsWith("&#")) {
            return reference;
        }
        var text = resolved(reference);
        return text.contains(";") ? reference : text;
    }
}
