package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of a lexicon: {@code english, … | chinese, … | meaning | more}, each part possibly empty.
 *
 * @param section the latest heading in square brackets above the line
 * @param place the file and line, for errors
 */
record LexiconLine(
        String section, List<String> english, List<String> chinese, String meaning, List<String> more, String place) {

    static List<LexiconLine> read(String file) {
        var lines = new ArrayList<LexiconLine>();
        var section = "";
        var number = 0;
        for (var text : text(file).split("\n", -1)) {
            number++;
            var line = text.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
                continue;
            }
            var parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            lines.add(new LexiconLine(
                    section,
                    list(parts, 0, ","),
                    list(parts, 1, "[,，]"),
                    parts.size() > 2 ? parts.get(2) : "",
                    list(parts, 3, "\\s+"),
                    file + " line " + number));
        }
        return lines;
    }

    static String text(String file) {
        try (var in = LexiconLine.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new ShotwrightException(ErrorCode.INTERNAL, "the lexicon " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of {@code key=value} among the more, or empty. */
    String value(String key) {
        for (var word : more) {
            if (word.startsWith(key + "=")) {
                return word.substring(key.length() + 1);
            }
        }
        return "";
    }

    ShotwrightException fault(String message) {
        return new ShotwrightException(ErrorCode.INVALID_VALUE, "lexicon", place + ": " + message);
    }

    private static List<String> list(List<String> parts, int index, String separator) {
        if (parts.size() <= index || parts.get(index).isEmpty()) {
            return List.of();
        }
        return Arrays.stream(parts.get(index).split(separator, -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
