package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.space.Vec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The named proportions of a kind, and the sums over them that its data is written in, such as {@code leg*.5-.02}. */
final class Sizes {
    private final Map<String, Double> values = new LinkedHashMap<>();

    Sizes(Map<String, String> sums) {
        sums.forEach((name, sum) -> values.put(name, value(sum)));
    }

    double value(String sum) {
        return new Reader(sum).sum();
    }

    /** Three numbers with commas; one number alone counts for all three. */
    Vec vec(String text) {
        var parts = text.split(",", -1);
        if (parts.length == 1) {
            var all = value(parts[0]);
            return new Vec(all, all, all);
        }
        if (parts.length != 3) {
            throw bad(text, "x,y,z");
        }
        return new Vec(value(parts[0]), value(parts[1]), value(parts[2]));
    }

    private static ShotwrightException bad(String text, String accepted) {
        return new ShotwrightException(
                ErrorCode.MALFORMED_DOCUMENT, "sizes", "size is '%s'; accepted is %s".formatted(text, accepted));
    }

    private final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        double sum() {
            var result = product();
            while (at < text.length()) {
                var sign = text.charAt(at++);
                result = switch (sign) {
                    case '+' -> result + product();
                    case '-' -> result - product();
                    default -> throw bad(text, "numbers and named sizes with + - * /");
                };
            }
            return result;
        }

        private double product() {
            var result = factor();
            while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
                result = text.charAt(at++) == '*' ? result * factor() : result / factor();
            }
            return result;
        }

        private double factor() {
            if (at < text.length() && text.charAt(at) == '-') {
                at++;
                return -factor();
            }
            var from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            var word = text.substring(from, at);
            if (!word.isEmpty() && Character.isLetter(word.charAt(0))) {
                var value = values.get(word);
                if (value == null) {
                    throw bad(text, "one of the sizes " + values.keySet());
                }
                return value;
            }
            try {
                return Double.parseDouble(word);
            } catch (NumberFormatException e) {
                throw bad(text, "numbers and named sizes with + - * /");
            }
        }
    }
}
