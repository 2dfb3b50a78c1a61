package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A picture quality as vendors name it: {@code 480p}, {@code 720p}, {@code 1080p}, {@code 2k} (1440p) or {@code 4k} (2160p). */
public record Resolution(int lines) implements Comparable<Resolution> {
    private static final Pattern SPELLING = Pattern.compile("(\\d{2,4})p");

    public Resolution {
        if (lines < 16 || lines > 9_999) {
            throw ShotwrightException.invalid("resolution", lines + "p", "16p to 9999p");
        }
    }

    public static Resolution parse(String text) {
        var word = text.toLowerCase(Locale.ROOT);
        if (word.equals("2k")) {
            return new Resolution(1440);
        }
        if (word.equals("4k")) {
            return new Resolution(2160);
        }
        var matcher = SPELLING.matcher(word);
        if (!matcher.matches()) {
            throw ShotwrightException.invalid("resolution", "'" + text + "'", "480p, 720p, 1080p, 2k, 4k and the like");
        }
        return new Resolution(Integer.parseInt(matcher.group(1)));
    }

    @Override
    public int compareTo(Resolution other) {
        return Integer.compare(lines, other.lines);
    }

    @Override
    public String toString() {
        return switch (lines) {
            case 1440 -> "2k";
            case 2160 -> "4k";
            default -> lines + "p";
        };
    }
}
