package dev.shotwright.engine.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tables of characters beside this class: one entry a line, its words apart by spaces, characters as hexadecimal numbers. */
final class Tables {
    private Tables() {}

    static List<String[]> lines(String name) {
        try (var stream = Objects.requireNonNull(Tables.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" ", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String character(String hex) {
        return Character.toString(Integer.parseInt(hex, 16));
    }

    /** The characters that words of a line stand for, from one word on to before another. */
    static String characters(String[] line, int from, int to) {
        var text = new StringBuilder();
        for (var i = from; i < to; i++) {
            text.append(character(line[i]));
        }
        return text.toString();
    }
}
