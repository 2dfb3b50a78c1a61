package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.regex.Pattern;

/** The exact size of a picture, written {@code 1280x720}. */
public record Pixels(int width, int height) {
    private static final int LARGEST = 65_535;
    private static final Pattern SPELLING = Pattern.compile("(\\d{1,5})[x*×](\\d{1,5})");

    public Pixels {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw ShotwrightException.invalid("size", width + "x" + height, "1x1 to %1$dx%1$d".formatted(LARGEST));
        }
    }

    public static Pixels parse(String text) {
        var matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            throw ShotwrightException.invalid("size", "'" + text + "'", "width and height such as 1280x720");
        }
        return new Pixels(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public long area() {
        return (long) width * height;
    }

    public int shortSide() {
        return Math.min(width, height);
    }

    public int longSide() {
        return Math.max(width, height);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
