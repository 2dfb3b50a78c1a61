package dev.shotwright.media;

import java.awt.Graphics2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A face of digits and colons made of points, which needs no font on the machine. */
final class Digits {
    static final int HEIGHT = 7;

    private static final String FILE = "digits.txt";
    private static final int SPACE = 1;

    private final Map<Character, List<String>> glyphs;

    private Digits(Map<Character, List<String>> glyphs) {
        this.glyphs = glyphs;
    }

    static Digits load() {
        try (var stream = Digits.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing beside " + Digits.class);
            }
            var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .toList();
            var glyphs = new TreeMap<Character, List<String>>();
            for (var line = 0; line < lines.size(); line += HEIGHT + 1) {
                glyphs.put(lines.get(line).charAt(0), new ArrayList<>(lines.subList(line + 1, line + 1 + HEIGHT)));
            }
            return new Digits(glyphs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The width of a text in points. */
    int width(String text) {
        return text.chars()
                        .map(character -> glyph(character).getFirst().length() + SPACE)
                        .sum()
                - SPACE;
    }

    /** Draws a text in the current colour; a point is a square of {@code size} pixels. */
    void draw(Graphics2D graphics, String text, int x, int y, int size) {
        var left = x;
        for (var index = 0; index < text.length(); index++) {
            var rows = glyph(text.charAt(index));
            for (var row = 0; row < HEIGHT; row++) {
                for (var column = 0; column < rows.get(row).length(); column++) {
                    if (rows.get(row).charAt(column) == '#') {
                        graphics.fillRect(left + column * size, y + row * size, size, size);
                    }
                }
            }
            left += (rows.getFirst().length() + SPACE) * size;
        }
    }

    private List<String> glyph(int character) {
        var glyph = glyphs.get((char) character);
        if (glyph == null) {
            throw new IllegalArgumentException("'%c' is neither a digit nor a colon".formatted(character));
        }
        return glyph;
    }
}
