package dev.shotwright.world.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The smallest piece of a prompt: a word in Latin letters, one Chinese character, a number or a mark.
 *
 * @param text in lower case
 * @param start where it begins in the prompt
 * @param end where it ends in the prompt
 */
record Unit(String text, Type type, int start, int end) {

    enum Type {
        WORD,
        HAN,
        NUMBER,
        COMMA,
        STOP
    }

    private static final String STOPS = ".。!！?？;；…\n\r";
    private static final String COMMAS = ",，、:：()（）[]【】—–";

    /** The pieces of a prompt; blanks, quotation marks, emoji and control characters fall away. */
    static List<Unit> split(String prompt) {
        var units = new ArrayList<Unit>();
        var at = 0;
        while (at < prompt.length()) {
            var point = prompt.codePointAt(at);
            var end = at + Character.charCount(point);
            if (isHan(point)) {
                units.add(new Unit(prompt.substring(at, end), Type.HAN, at, end));
            } else if (Character.isDigit(point)) {
                end = number(prompt, at);
                units.add(new Unit(prompt.substring(at, end), Type.NUMBER, at, end));
            } else if (Character.isLetter(point)) {
                end = word(prompt, at);
                units.add(new Unit(prompt.substring(at, end).toLowerCase(Locale.ROOT), Type.WORD, at, end));
            } else if (point == '\'' || point == '’') {
                end = genitive(prompt, at, units);
            } else if (STOPS.indexOf(point) >= 0) {
                units.add(new Unit(".", Type.STOP, at, end));
            } else if (COMMAS.indexOf(point) >= 0) {
                units.add(new Unit(",", Type.COMMA, at, end));
            }
            at = end;
        }
        return units;
    }

    private static int genitive(String prompt, int at, List<Unit> units) {
        var end = at + 1;
        var afterWord = at > 0 && Character.isLetter(prompt.charAt(at - 1)) && !isHan(prompt.charAt(at - 1));
        if (!afterWord) {
            return end;
        }
        while (end < prompt.length() && isLatin(prompt.codePointAt(end))) {
            end++;
        }
        var tail = prompt.substring(at + 1, end).toLowerCase(Locale.ROOT);
        var plural =
                tail.isEmpty() && prompt.charAt(at - 1) == 's' && end < prompt.length() && prompt.charAt(end) == ' ';
        if (!tail.isEmpty() || plural) {
            units.add(new Unit("'" + (plural ? "s" : tail), Type.WORD, at, end));
        }
        return end;
    }

    private static int number(String prompt, int at) {
        var end = at;
        while (end < prompt.length()
                && (Character.isDigit(prompt.charAt(end))
                        || (prompt.charAt(end) == '.'
                                && end + 1 < prompt.length()
                                && Character.isDigit(prompt.charAt(end + 1))))) {
            end++;
        }
        return Math.max(end, at + Character.charCount(prompt.codePointAt(at)));
    }

    private static int word(String prompt, int at) {
        var end = at;
        while (end < prompt.length() && isLatin(prompt.codePointAt(end))) {
            end += Character.charCount(prompt.codePointAt(end));
        }
        return end;
    }

    private static boolean isLatin(int point) {
        return Character.isLetter(point) && !isHan(point);
    }

    static boolean isHan(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
    }
}
